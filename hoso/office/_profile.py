"""The profile of one run: thrown away afterwards, without macros, links and network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),  # very high: nothing untrusted
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),  # never
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Font/Substitution", "Replacement", "true"),
)
# A proxy where nobody listens: whatever a document asks for, nothing leaves this computer.
_NO_NETWORK = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
    ("ooInetFTPProxyName", "127.0.0.1"),
    ("ooInetFTPProxyPort", "9"),
    ("ooInetNoProxy", ""),
)


def write_profile(folder: Path, replacements: Mapping[str, str]) -> None:
    """Write the settings of a fresh profile (registrymodifications.xcu) into `folder`."""
    items = [_item(f"org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [_item("org.openoffice.Inet/Settings", name, value) for name, value in _NO_NETWORK]
    items += [_pair(turn, *pair) for turn, pair in enumerate(replacements.items())]
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        + "\n".join(items)
        + "\n</oor:items>\n",
        encoding="utf-8",
    )


def _item(path: str, name: str, value: str) -> str:
    return f"<item oor:path={quoteattr('/' + path)}>{_prop(name, value)}</item>"


def _prop(name: str, value: str) -> str:
    return f'<prop oor:name={quoteattr(name)} oor:op="fuse"><value>{escape(value)}</value></prop>'


def _pair(turn: int, wanted: str, stand_in: str) -> str:
    props = (
        ("ReplaceFont", wanted),
        ("SubstituteFont", stand_in),
        ("Always", "true"),
        ("OnScreenOnly", "false"),
    )
    inner = "".join(_prop(name, value) for name, value in props)
    return (
        '<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">'
        f'<node oor:name="_{turn}" oor:op="replace">{inner}</node></item>'
    )
