"""What people with the same work call themselves and their tools: the words that a sourcing search is made of.

Each list is one thing: its first word is what it is called here, the others are synonyms that may stand in a profile.
"""

from __future__ import annotations

# Titles: a posting's own title is compared with each of them, the longest that fits is taken.
TITLES: tuple[tuple[str, ...], ...] = (
    (
        "backend developer",
        "back end developer",
        "backend engineer",
        "back end engineer",
        "server side developer",
    ),
    ("frontend developer", "front end developer", "frontend engineer", "front end engineer", "ui developer"),
    ("full stack developer", "full stack engineer", "fullstack developer", "fullstack engineer"),
    ("software engineer", "software developer", "programmer", "application developer"),
    (
        "software engineering intern",
        "software intern",
        "developer intern",
        "working student",
        "trainee developer",
    ),
    ("python developer", "python engineer", "python programmer"),
    ("java developer", "java engineer", "java programmer"),
    ("php developer", "php engineer", "php programmer"),
    ("site reliability engineer", "sre", "devops engineer", "platform engineer", "production engineer"),
    ("data engineer", "etl developer", "data warehouse developer", "data platform engineer"),
    ("data analyst", "business intelligence analyst", "bi analyst", "analytics engineer"),
    ("data scientist", "machine learning engineer", "applied scientist"),
    ("database administrator", "dba", "database engineer"),
    ("database migration engineer", "database engineer", "data migration engineer", "database administrator"),
    ("product designer", "ux designer", "user experience designer", "interaction designer"),
    ("product manager", "product owner"),
    ("project manager", "delivery manager", "program manager"),
    ("engineering manager", "head of engineering", "software development manager", "team lead"),
    ("security engineer", "application security engineer", "information security engineer"),
    ("quality engineer", "qa engineer", "test engineer", "sdet", "test automation engineer"),
    ("technical writer", "documentation engineer", "information developer"),
    ("implementation engineer", "implementation consultant", "solutions engineer", "integration engineer"),
    ("customer support lead", "support team lead", "head of support", "customer success manager"),
    ("people operations coordinator", "hr coordinator", "people operations specialist", "hr generalist"),
    ("android developer", "android engineer"),
    ("ios developer", "ios engineer"),
)

# Skills by family: those of one family that a posting names in one breath are alternatives, as in "Django or Flask".
SKILLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "languages": (
        ("python",), ("java",), ("ruby",), ("php",), ("perl",), ("scala",), ("kotlin",), ("cobol",), ("haskell",),
        ("javascript", "ecmascript"), ("typescript",), ("c#",), ("c++",), ("rust",), ("go", "golang"), ("swift",),
        ("elixir",), ("erlang",),
    ),
    "web frameworks": (
        ("django",), ("flask",), ("fastapi",), ("rails", "ruby on rails"), ("spring", "spring boot"), ("laravel",),
        ("symfony",), ("express.js", "expressjs"), ("node.js", "nodejs"), ("asp.net", "dotnet", ".net"),
        ("cms", "content management"),
    ),
    "front ends": (("react", "reactjs", "react.js"), ("vue", "vue.js", "vuejs"), ("angular",), ("svelte",)),
    "databases": (
        ("mysql", "mariadb"), ("postgresql", "postgres"), ("oracle",), ("sql server", "mssql"), ("mongodb",),
        ("sqlite",), ("sql",),
    ),
    "data": (
        ("airflow",), ("spark", "pyspark", "apache spark"), ("snowflake",), ("dbt",), ("etl", "elt"), ("bigquery",),
        ("mainframe",),
    ),
    "charts": (("tableau",), ("power bi",), ("looker",), ("metabase",)),
    "queues": (("kafka",), ("rabbitmq",), ("celery",), ("redis",)),
    "clouds": (("aws", "amazon web services"), ("azure",), ("gcp", "google cloud")),
    "containers": (("kubernetes", "k8s"), ("docker",)),
    "infrastructure": (
        ("terraform",), ("ansible",), ("puppet",), ("infrastructure as code",), ("prometheus",), ("on call",),
    ),
    "identity": (("oauth",), ("saml",), ("openid connect", "oidc"), ("single sign on", "sso")),
    "machine learning": (("machine learning",), ("pytorch",), ("tensorflow",), ("scikit-learn",)),
    "design": (("figma",), ("wcag", "accessibility"), ("design system", "design systems"), ("user research",)),
    "writing": (("docs as code",), ("markdown",), ("api documentation",)),
    "support": (("zendesk",), ("help desk", "helpdesk"), ("service level",)),
    "people": (("payroll",), ("onboarding",), ("employment law",)),
}  # fmt: skip
# Named in nearly every posting and profile of their kind, so that they tell nobody apart; they are offered, not used.
COMMON: tuple[tuple[str, ...], ...] = (
    ("git", "version control"), ("linux", "unix"), ("html",), ("css",), ("webpack",), ("babel",), ("agile", "scrum"),
)  # fmt: skip
# Ordinary words of English as well: they count only with a capital inside a sentence, or in a list.
ALSO_ENGLISH = (
    "go",
    "spring",
    "express",
    "swift",
    "spark",
    "react",
    "rust",
    "puppet",
    "oracle",
    "flask",
    "angular",
)
