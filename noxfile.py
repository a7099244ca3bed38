"""Everything that is checked, one session each; `nox -l` lists them.

`nox -s tests` is what a contributor runs: it uses the Pythons it finds among
3.11 to 3.13 and needs nothing but Python and pip. Parts that need more (a
PostgreSQL, a browser, an HSM) are skipped with a reason where they are absent,
unless ``EGOVKIT_REQUIRE_ALL=1``.
"""

import os
import re
import sys
import tempfile
from itertools import chain
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
EXTRAS = ",".join(sorted(PROJECT["project"]["optional-dependencies"]))
PYTHONS = nox.project.python_versions(PROJECT)
_THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
if _THIS not in PYTHONS:  # a newer Python than we know is better than none
    PYTHONS = [*PYTHONS, _THIS]
REQUIRE_ALL = os.environ.get("EGOVKIT_REQUIRE_ALL") == "1"
TEST_GROUPS = ("tests", "browser") if REQUIRE_ALL else ("tests",)

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "typing", "tests", "docs"]


def install(session: nox.Session, *groups: str, extras: str = "") -> None:
    """Install the package as users get it, and the groups of development tools."""
    package = f".[{extras}]" if extras else "."
    session.install(package, *nox.project.dependency_groups(PROJECT, *groups))
    # Each of the many short processes would compile the package again.
    session.env["PYTHONDONTWRITEBYTECODE"] = ""


def scripts(session: nox.Session, folder: str, *patterns: str) -> list[str]:
    """The scripts of a folder, or those named after ``--``."""
    chosen = [word for word in session.posargs if not word.startswith("-")]
    found = {str(path) for pattern in patterns for path in Path(folder).glob(pattern)}
    return chosen or sorted(found)


def options(session: nox.Session, default: str) -> list[str]:
    """The options after ``--``, or the default."""
    return [word for word in session.posargs if word.startswith("-")] or [default]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests against the installed package, on each Python found."""
    install(session, *TEST_GROUPS, extras=EXTRAS)
    record = Path(".nox", f"{session.name}.xml")
    record.unlink(missing_ok=True)
    # Coverage means something only where no part is skipped; once is enough.
    last = session.python == PYTHONS[-1]
    cover = ["--cov"] if REQUIRE_ALL and last else []
    # A browser does not know which Python made its page; where all must run, once.
    browser = ["--ignore=tests/qr/page"] if REQUIRE_ALL and not last else []
    session.run(
        "pytest",
        "--numprocesses=auto",
        "--dist=loadfile",
        f"--junitxml={record}",
        *cover,
        *browser,
        *session.posargs,
    )


@nox.session(python=PYTHONS[0])
def tests_min(session: nox.Session) -> None:
    """Run the tests on the lowest versions that the package says it works with."""
    package = PROJECT["project"]
    stated = chain(package["dependencies"], *package["optional-dependencies"].values())
    lowest = [re.sub(r">=([0-9.]+).*", r"==\1", requirement) for requirement in stated]
    session.install(".", *lowest, *nox.project.dependency_groups(PROJECT, *TEST_GROUPS))
    session.env["PYTHONDONTWRITEBYTECODE"] = ""
    session.run(
        "pytest",
        "--numprocesses=auto",
        "--dist=loadfile",
        "-m=not property",
        *session.posargs,
    )


@nox.session
def tests_bare(session: nox.Session) -> None:
    """Without any extra: everything imports, and first use names the extra."""
    install(session, "tests")
    session.run(
        "pytest", "tests/test_package.py", "tests/test_extras.py", *session.posargs
    )


@nox.session
def properties(session: nox.Session) -> None:
    """Run the property tests with many more examples than usual."""
    install(session, "tests", extras=EXTRAS)
    session.env["EGOVKIT_HYPOTHESIS"] = "full"
    session.run("pytest", "--numprocesses=auto", "-m", "property", *session.posargs)


@nox.session(python=PYTHONS[0])
def mutation(session: nox.Session) -> None:
    """Change the code of numbers and signatures; each change must fail a test."""
    # For a release, and for hours; one module: -- "egovkit.identity._nik*"
    package = nox.project.dependency_groups(PROJECT, "tests", "mutation")
    session.install("-e", f".[{EXTRAS}]", *package)
    session.env["EGOVKIT_HYPOTHESIS"] = "mutation"
    session.run("mutmut", "run", *session.posargs)
    if session.posargs:  # it would list all of the others as not checked
        session.log("mutants that live: mutmut results | grep survived")
    else:
        session.run("mutmut", "results")


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types of the package, the examples and the public surface."""
    install(session, "typing", "tests", extras=EXTRAS)
    session.run("mypy", *(session.posargs or ("src", "examples", "typing_tests")))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, complexity, spelling and formatting."""
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("codespell")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning or a dead reference is an error."""
    install(session, "docs")
    target = "docs/_build/html"
    session.run("sphinx-build", "-W", "-n", "--keep-going", "-q", "docs", target)
    session.run("python", "tools/check_docs.py", f"{target}/objects.inv")
    session.log(f"open {target}/index.html")


@nox.session
def doctests(session: nox.Session) -> None:
    """Run every example of the docstrings, the README and the documentation."""
    install(session, "tests", extras=EXTRAS)
    session.run("pytest", "tests/test_docs.py", *session.posargs)


@nox.session
def examples(session: nox.Session) -> None:
    """Run the examples with what the README installs, and nothing more."""
    install(session, extras="scan")
    home = Path.cwd()
    for script in scripts(session, "examples", "*.py"):
        with tempfile.TemporaryDirectory() as scratch, session.chdir(scratch):
            session.run("python", str(home / script))


@nox.session
def imports(session: nox.Session) -> None:
    """Measure what importing costs, with the core dependencies only."""
    install(session)
    session.run("python", "benchmarks/bench_import.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Run the benchmarks in short; `-- --full` for figures that hold."""
    install(session, "bench", extras=EXTRAS)
    for script in scripts(session, "benchmarks", "bench_*.py"):
        session.run("python", script, *options(session, "--short"))


@nox.session
def bench_cose(session: nox.Session) -> None:
    """Compare seals with the general COSE packages, which need an older cbor2."""
    install(session, "bench-cose")
    script = "benchmarks/peers_cose.py"
    session.run("python", script, *options(session, "--short"))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Feed every parser mutated input for a short while."""
    install(session, "tests", extras=EXTRAS)
    for script in scripts(session, "fuzz", "fuzz_*.py"):
        session.run("python", script, *options(session, "--inputs=20000"))


@nox.session
def fuzz_full(session: nox.Session) -> None:
    """Feed every parser a million mutated inputs."""
    install(session, "tests", extras=EXTRAS)
    for script in scripts(session, "fuzz", "fuzz_*.py"):
        session.run("python", script, *options(session, "--inputs=1000000"))


@nox.session
def data(session: nox.Session) -> None:
    """Make the tables and lists that scripts generate again; nothing may differ."""
    install(session, "tests")
    for script in scripts(session, "tools", "build_*.py", "make_*.py"):
        session.run("python", script)
    session.run("python", "tools/public_api.py")
    session.run("git", "diff", "--exit-code", "--stat", external=True)


@nox.session
def build(session: nox.Session) -> None:
    """Build both distributions, check them, install the wheel and try it."""
    session.install("build", "twine")
    with tempfile.TemporaryDirectory() as scratch:
        session.run("python", "-m", "build", "--outdir", scratch)
        made = sorted(map(str, Path(scratch).iterdir()))
        session.run("twine", "check", "--strict", *made)
        session.run("python", "tools/check_wheel.py", *made)
        wheel = next(name for name in made if name.endswith(".whl"))
        session.install("--force-reinstall", "--no-deps", wheel)
        session.install(wheel)
        session.run("egovkit", "nik", "3171015708459002", "--lang", "en")
