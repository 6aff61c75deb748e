"""The layer of every file in careers/: by its name, or by a row in the table below."""

from pathlib import Path

from tests.architecture.structure import PROJECT

# A file belongs to the layer that its name ends with: ``staff_views.py`` to the views.
LAYERS = (
    "models",
    "queries",
    "services",
    "forms",
    "views",
    "presenters",
    "emails",
    "tasks",
    "commands",
    "signals",
    "audited",
)
# Two more layers have no name of their own. "rules" are tables and pure functions, which know neither a request nor the
# database; "adapters" speak to something outside: HTTP, a database dialect, a file format, another process.
RULES, ADAPTERS = "rules", "adapters"
LISTED = {
    "adapters": """
        database discovery errors security text formatting versions clock config
        http/arguments http/aria_roles http/assets http/catalog http/compression http/encoding http/error_pages
        http/expired_session http/headers http/health http/limits http/page_cache http/prefetch http/proxies
        http/sanitized_request http/trailing_slash http/urls
        tasks/db_retry tasks/registry tasks/worker
        mail/composition mail/rendering mail/transport
        search/_mysql search/_sqlite search/clauses search/matching search/plan search/query_timeout search/registry
        search/scan search/tables search/targets
        documents/child/__main__ documents/child/command documents/child/limits documents/child/logos
        documents/child/markup documents/child/packages documents/child/pdf documents/child/pictures
        documents/child/plain documents/child/recognition documents/child/unreadable
        documents/inspect documents/sandbox documents/serving documents/storage
        desk/blueprint postings/urls reports/responses accounts/login
    """,
    "rules": """
        search/encoding search/highlight search/lexer search/operators search/parser search/query
        search/spelling search/tokens
        mail/addresses audit/kinds mail/kinds tasks/names documents/file_names documents/formats documents/upload_errors
        accounts/browsers accounts/passwords
        company/lists/definitions company/branding/colors company/markdown
        postings/alerts/criteria postings/alerts/tokens postings/checks/pay_law postings/checks/readability
        postings/checks/wording postings/feeds/xml_document postings/listing/filters postings/public/social_image
        postings/sources
        applications/event_kinds applications/fields applications/portal/wording
        applications/quarantine/spam_rules applications/web_addresses
        pipeline/blind_review/redaction pipeline/decisions/idempotency pipeline/message_templates/merge_fields
        pipeline/scores/scoring pipeline/stages/transitions
        review/interviews/calendar review/interviews/times review/notes/mentioning
        desk/application/queue_position desk/application_search/filters desk/sourcing/suggestions
        desk/sourcing/synonyms
        reports/charts reports/csv_files reports/filters reports/tables
        demo/resumes
    """,
    "models": "",
    "queries": "applications/access_paths audit/objects pipeline/notifications/recipients",
    "services": """
        accounts/second_factor accounts/throttle applications/tokens documents/logos desk/bulk_actions/kinds
        desk/application_search/search_index postings/search_index
    """,
    "views": "applications/apply/flow desk/application/actions desk/application/queue_navigation",
}
LAYER_OF = {name: layer for layer, names in LISTED.items() for name in names.split()}


def key_of(path: Path) -> str:
    """Return the name under which a file is listed: its path below careers/, without the suffix."""
    return path.relative_to(PROJECT / "careers").with_suffix("").as_posix()


def layer_of(path: Path) -> str | None:
    """Return the layer of a file, or None for a file that is neither named after a layer nor listed."""
    named = path.stem.rpartition("_")[2]
    return named if named in LAYERS else LAYER_OF.get(key_of(path))
