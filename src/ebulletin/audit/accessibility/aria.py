"""The roles and attributes of WAI-ARIA 1.2, as far as markup alone can be held against them."""

ROLES = frozenset(
    ("alert", "alertdialog", "application", "article", "banner", "blockquote", "button",
     "caption", "cell", "checkbox", "code", "columnheader", "combobox", "comment",
     "complementary", "contentinfo", "definition", "deletion", "dialog", "directory",
     "document", "emphasis", "feed", "figure", "form", "generic", "grid", "gridcell", "group",
     "heading", "img", "image", "insertion", "link", "list", "listbox", "listitem", "log",
     "main", "mark", "marquee", "math", "menu", "menubar", "menuitem", "menuitemcheckbox",
     "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph",
     "presentation", "progressbar", "radio", "radiogroup", "region", "row", "rowgroup",
     "rowheader", "scrollbar", "search", "searchbox", "separator", "slider", "spinbutton",
     "status", "strong", "subscript", "suggestion", "superscript", "switch", "tab", "table",
     "tablist", "tabpanel", "term", "textbox", "time", "timer", "toolbar", "tooltip", "tree",
     "treegrid", "treeitem", "text", "graphics-document", "graphics-object", "graphics-symbol",
     "doc-abstract", "doc-footnote", "doc-noteref", "doc-backlink", "doc-toc", "doc-pagebreak",
     "doc-subtitle", "doc-tip", "doc-introduction", "doc-conclusion", "doc-cover",
     "doc-epigraph", "doc-example", "doc-glossary", "doc-index", "doc-notice", "doc-part",
     "doc-preface", "doc-chapter", "doc-appendix", "doc-pullquote", "doc-qna", "doc-afterword",
     "doc-credit", "doc-credits", "doc-dedication", "doc-endnotes", "doc-epilogue",
     "doc-errata", "doc-foreword", "doc-bibliography", "doc-colophon", "doc-glossref",
     "doc-biblioref", "doc-acknowledgments", "doc-acknowledgements", "doc-prologue",
     "doc-pagelist", "doc-pagefooter", "doc-pageheader")
)  # fmt: skip
DEPRECATED_ROLES = frozenset(("directory", "doc-biblioentry", "doc-endnote"))

_YES = frozenset(("true", "false"))
_NO: frozenset[str] = frozenset()
ATTRIBUTES: dict[str, frozenset[str]] = {
    "aria-activedescendant": _NO, "aria-atomic": _YES,
    "aria-autocomplete": frozenset(("inline", "list", "both", "none")), "aria-braillelabel": _NO,
    "aria-brailleroledescription": _NO, "aria-busy": _YES,
    "aria-checked": frozenset(("true", "false", "mixed", "undefined")), "aria-colcount": _NO,
    "aria-colindex": _NO, "aria-colindextext": _NO, "aria-colspan": _NO, "aria-controls": _NO,
    "aria-current": frozenset(("page", "step", "location", "date", "time", "true", "false")),
    "aria-describedby": _NO, "aria-description": _NO, "aria-details": _NO, "aria-disabled": _YES,
    "aria-dropeffect": frozenset(("copy", "execute", "link", "move", "none", "popup")),
    "aria-errormessage": _NO, "aria-expanded": frozenset(("true", "false", "undefined")),
    "aria-flowto": _NO, "aria-grabbed": frozenset(("true", "false", "undefined")),
    "aria-haspopup": frozenset(("true", "false", "menu", "listbox", "tree", "grid", "dialog")),
    "aria-hidden": frozenset(("true", "false", "undefined")),
    "aria-invalid": frozenset(("true", "false", "grammar", "spelling")),
    "aria-keyshortcuts": _NO, "aria-label": _NO, "aria-labelledby": _NO, "aria-level": _NO,
    "aria-live": frozenset(("off", "polite", "assertive")), "aria-modal": _YES,
    "aria-multiline": _YES, "aria-multiselectable": _YES,
    "aria-orientation": frozenset(("horizontal", "vertical", "undefined")), "aria-owns": _NO,
    "aria-placeholder": _NO, "aria-posinset": _NO,
    "aria-pressed": frozenset(("true", "false", "mixed", "undefined")), "aria-readonly": _YES,
    "aria-relevant": _NO, "aria-required": _YES, "aria-roledescription": _NO, "aria-rowcount": _NO,
    "aria-rowindex": _NO, "aria-rowindextext": _NO, "aria-rowspan": _NO,
    "aria-selected": frozenset(("true", "false", "undefined")), "aria-setsize": _NO,
    "aria-sort": frozenset(("ascending", "descending", "none", "other")), "aria-valuemax": _NO,
    "aria-valuemin": _NO, "aria-valuenow": _NO, "aria-valuetext": _NO,
}  # fmt: skip
"""Every attribute, with the values it may have; none are named where words or numbers stand."""

ONLY_ON: dict[str, frozenset[str]] = {
    "aria-checked": frozenset(("checkbox", "menuitemcheckbox", "menuitemradio", "option", "radio",
                               "switch", "treeitem")),
    "aria-level": frozenset(("heading", "listitem", "row", "treeitem", "comment", "tablist")),
    "aria-pressed": frozenset(("button",)), "aria-multiline": frozenset(("textbox", "searchbox")),
    "aria-selected": frozenset(("gridcell", "option", "row", "tab", "columnheader", "rowheader",
                                "treeitem")),
    "aria-sort": frozenset(("columnheader", "rowheader")),
    "aria-valuenow": frozenset(("meter", "progressbar", "scrollbar", "separator", "slider",
                                "spinbutton")),
    "aria-modal": frozenset(("dialog", "alertdialog")),
    "aria-placeholder": frozenset(("textbox", "searchbox", "combobox")),
    "aria-setsize": frozenset(("article", "listitem", "menuitem", "option", "radio", "row", "tab",
                               "treeitem", "comment", "link")),
}  # fmt: skip
"""States that make sense for some roles alone."""

PLAIN_TAGS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "p": "", "div": "", "span": "", "ul": "list", "ol": "list", "li": "listitem",
    "img": "img", "table": "table", "a": "link", "b": "", "strong": "", "em": "", "i": "",
    "section": "", "article": "article", "main": "main", "header": "", "footer": "",
}  # fmt: skip
"""The role that a tag has by itself, where it is no control."""

NEEDED = {
    "checkbox": ("aria-checked",), "switch": ("aria-checked",), "radio": ("aria-checked",),
    "slider": ("aria-valuenow",), "scrollbar": ("aria-valuenow",), "meter": ("aria-valuenow",),
    "heading": ("aria-level",), "menuitemcheckbox": ("aria-checked",),
    "menuitemradio": ("aria-checked",), "combobox": ("aria-expanded",),
}  # fmt: skip
"""What a role cannot do without."""

NEEDED_PARENTS: dict[str, tuple[str, ...]] = {
    "listitem": ("list",), "row": ("table", "grid", "treegrid", "rowgroup"),
    "cell": ("row",), "columnheader": ("row",), "rowheader": ("row",), "gridcell": ("row",),
    "option": ("listbox", "group"), "tab": ("tablist",), "menuitem": ("menu", "menubar", "group"),
    "treeitem": ("tree", "group"),
}  # fmt: skip
"""The role that must stand round another one."""

OWN_CHOICES: dict[str, tuple[str, ...]] = {
    "list": ("listitem",), "tablist": ("tab",), "menu": ("menuitem", "menuitemradio"),
    "listbox": ("option",), "row": ("cell", "columnheader", "rowheader", "gridcell"),
    "radiogroup": ("radio",), "tree": ("treeitem",), "table": ("row", "rowgroup"),
    "feed": ("article",),
}  # fmt: skip
"""The roles of which one must stand inside another."""

_WIDGETS = frozenset(
    ("button", "checkbox", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option",
     "radio", "switch", "tab", "treeitem")
)  # fmt: skip
_NO_ROLE = frozenset(("none", "presentation"))
ALLOWED_ROLES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("h1", "h2", "h3", "h4", "h5", "h6"), _NO_ROLE | {"heading", "tab", "doc-subtitle"}
    ),
    "a": _WIDGETS | {"doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"},
    "button": _WIDGETS | {"combobox", "gridcell", "separator", "slider"},
    "main": frozenset(("main",)), "body": frozenset(("document", "generic")),
    "ul": _NO_ROLE | {"list", "group", "listbox", "menu", "menubar", "radiogroup", "tablist",
                      "toolbar", "tree", "directory"},
    "ol": _NO_ROLE | {"list", "group", "listbox", "menu", "menubar", "radiogroup", "tablist",
                      "toolbar", "tree", "directory"},
    "li": _NO_ROLE | _WIDGETS | {"listitem", "separator", "doc-biblioentry", "doc-endnote"},
    "hr": _NO_ROLE | {"separator", "doc-pagebreak"},
    "img": _NO_ROLE | _WIDGETS | {"img", "image", "meter", "progressbar", "scrollbar",
                                  "separator", "slider", "doc-cover"},
    "form": _NO_ROLE | {"form", "search"},
    "nav": _NO_ROLE | {"navigation", "menu", "menubar", "tablist", "doc-index", "doc-pagelist",
                       "doc-toc"},
}  # fmt: skip
"""Tags that may take only some roles ("ARIA in HTML"); an `a` without an address may take any."""

FILLED_IN = frozenset((
    "off", "on", "name", "honorific-prefix", "given-name", "additional-name", "family-name",
    "honorific-suffix", "nickname", "username", "new-password", "current-password",
    "one-time-code", "organization-title", "organization", "street-address", "address-line1",
    "address-line2", "address-line3", "address-level4", "address-level3", "address-level2",
    "address-level1", "country", "country-name", "postal-code", "cc-name", "cc-given-name",
    "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month",
    "cc-exp-year", "cc-csc", "cc-type", "transaction-currency", "transaction-amount",
    "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo", "tel",
    "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-extension", "email",
    "impp", "webauthn",
))  # fmt: skip
"""What `autocomplete` may name ("HTML Living Standard", 4.10.18.7)."""

NAMED_BY_NOBODY = frozenset(
    ("div", "span", "p", "b", "strong", "i", "em", "u", "font", "code", "sub", "sup", "small")
)
"""Tags that have no role of their own, so that a name for them is not read out."""
