"""The blueprint that the staff screens share, and the URL of one application under it."""

from flask import Blueprint

bp = Blueprint("desk", __name__, url_prefix="/hr")
APPLICATION_URL = "/applications/<id:application_id>"
