"""Real servers that tests start for themselves: MySQL or MariaDB, mail, and the site with its worker."""

from tests.servers.mail import MailServer
from tests.servers.mysql import MySqlServer, database_url_of
from tests.servers.processes import Process, free_port, wait_until
from tests.servers.site import Site

__all__ = ["MailServer", "MySqlServer", "Process", "Site", "database_url_of", "free_port", "wait_until"]
