"""How the documentation is built: Sphinx, MyST and Furo; a warning is an error."""

from typing import TYPE_CHECKING

import egovkit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "egovkit"
author = "the egovkit contributors"
copyright = "2026, the egovkit contributors"
version = release = egovkit.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "locales"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"egovkit {release}"
html_static_path: list[str] = []
html_copy_source = False
html_show_sphinx = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

toc_object_entries = False  # a thousand names in every page's sidebar take a minute
default_role = "py:obj"
# The built-in `type` shares its name with attributes of ours.
suppress_warnings = ["ref.python"]
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "undoc-members": True,  # tables and members of enumerations speak for themselves
    "show-inheritance": True,
}
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = [("Source", "notes_style")]
napoleon_use_ivar = True


def _keep_sentence(
    _app: "Sphinx",
    what: str,
    _name: str,
    _obj: object,
    _options: object,
    lines: list[str],
) -> None:
    """Napoleon reads "type: text" into an attribute's first line; ours are sentences.

    It looks at the first line that is not empty only, so an empty comment goes before.
    """
    if what in {"attribute", "property"}:
        lines[:0] = ["..", ""]


def _resolve(
    app: "Sphinx", env: "BuildEnvironment", node: "pending_xref", content: "nodes.Node"
) -> "nodes.Node | None":
    """Find a name by its last part, because classes live in private modules.

    `Issuer` is written in an annotation, lives in a private module, and is
    documented as ``egovkit.signatures.Issuer``. Names of other projects, private
    names and type variables become plain text: there is no page to lead to. A
    public name of ours that leads nowhere stays an error.
    """
    if node.get("refdomain") != "py":
        return None
    target = str(node["reftarget"]).removesuffix("()")
    python = env.get_domain("py")
    last = target.rpartition(".")[2]
    ours = target.startswith("egovkit.")
    known = [
        name
        for name in python.objects  # type: ignore[attr-defined]
        if name.endswith(f".{last if ours or '.' not in target else target}")
    ]
    if known:
        best = min(known, key=lambda name: (name.count("."), name))
        return python.resolve_any_xref(
            env, node["refdoc"], app.builder, best, node, content
        )[0][1]
    private = "._" in target or len(last) == 1
    return None if ours and not private else content


def setup(app: "Sphinx") -> None:
    """Connect the two small corrections above."""
    app.connect("autodoc-process-docstring", _keep_sentence, priority=400)
    app.connect("missing-reference", _resolve)
