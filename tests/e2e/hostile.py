"""Text that tries to become code, written in every box of a form, and the eyes that see whether it did."""

from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from playwright.sync_api import Page

PAYLOADS = (
    "<script>window.__pwned=1</script>",
    '"><script>window.__pwned=2</script>',
    "'><img src=x onerror=window.__pwned=3>",
    "<svg onload=window.__pwned=4></svg>",
    "<svg><script>window.__pwned=5</script></svg>",
    "javascript:window.__pwned=6",
    '<a href="javascript:window.__pwned=7">clic</a>',
    "[clic](javascript:window.__pwned=8)",
    '<iframe srcdoc="<script>parent.__pwned=9</script>"></iframe>',
    "<body onload=window.__pwned=10>",
    "<input autofocus onfocus=window.__pwned=11>",
    "<details open ontoggle=window.__pwned=12>",
    "<math><mtext><img src=x onerror=window.__pwned=13></math>",
    "</title><script>window.__pwned=14</script>",
    "</textarea><script>window.__pwned=15</script>",
    "--><script>window.__pwned=16</script>",
    '" onmouseover="window.__pwned=17" x="',
    "' autofocus onfocus='window.__pwned=18",
    "{{ 1337|add:8022 }}{% debug %}{% load x %}",
    "${window.__pwned=20}#{1337*7}<%= 1337*7 %>",
    "<style>body{display:none}</style>",
    '<base href="//malo.example"><meta http-equiv=refresh content="0;url=//malo.example">',
    "<marquee onstart=window.__pwned=23>hola</marquee>",
    "\u202eotxet le atlov\u202c\u200f marcas \u200b\ufeff invisibles",
    "Palabralarguísimasinningúnespacio" * 6,
    "=cmd|' /C calc'!A0",
    "<scr<script>ipt>window.__pwned=27</scr</script>ipt>",
    "&lt;script&gt;window.__pwned=28&lt;/script&gt;",
    "%3Cscript%3Ewindow.__pwned=29%3C/script%3E",
    "<object data='data:text/html,<script>parent.__pwned=30</script>'></object>",
)
# A word of the payloads that a template would have worked out.
WORKED_OUT = "9359"
_turns = cycle(PAYLOADS)

_FILL = """([form, payloads, keep]) => {
  let turn = 0;
  const written = [];
  for (const box of form.elements) {
    if (!box.name || box.type === 'hidden' || box.type === 'file' || box.disabled) continue;
    if (box.name in keep) {
      const kept = keep[box.name];
      if (box.type === 'radio' || box.type === 'checkbox') box.checked = kept === true || box.value === kept;
      else box.value = keep[box.name];
      continue;
    }
    if (box.tagName === 'TEXTAREA' || ['text', 'search', 'tel', 'url', 'password'].includes(box.type)) {
      let text = payloads[turn++ % payloads.length];
      if (box.tagName === 'TEXTAREA') text = [text, ...payloads].join('\\n');
      // A line's end is two letters once it is sent.
      const most = box.maxLength > 0 ? box.maxLength : 4000;
      box.value = text.slice(0, box.tagName === 'TEXTAREA' ? most - payloads.length : most);
      written.push(box.name);
    } else if (box.tagName === 'SELECT' && !box.value) {
      box.value = [...box.options].map(option => option.value).find(value => value) || '';
    } else if (box.type === 'radio' && !form.querySelector(`[name="${box.name}"]:checked`)) {
      box.checked = true;
    }
  }
  return written;
}"""

# What no page of ours has: if it is there, stored text became markup.
_MARKUP = """[...document.querySelectorAll(
  '[onerror],[onload],[onclick],[onmouseover],[onfocus],[ontoggle],[onstart],iframe,object,embed,marquee,base,math,'
  + 'a[href^="javascript:" i],meta[http-equiv=refresh][content*=malo],script:not([src])')]
  .filter(node => node.type !== 'application/json').map(node => node.outerHTML.slice(0, 120))"""


def fill(page: Page, button: str, keep: dict[str, Any] | None = None) -> list[str]:
    """Writes hostile text in every box of the form that has that button, but for those in `keep`; names them."""
    form = page.locator("main form", has=page.get_by_role("button", name=button, exact=True)).first
    turned = [next(_turns) for _payload in PAYLOADS]
    next(_turns)
    return page.evaluate(_FILL, [form.element_handle(), turned, keep or {}])


@dataclass
class Watch:
    """What a page did that it should not, from the moment one looks at it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self._fault(f"error: {error}"))
        self.page.on("console", lambda said: self._fault(said.text) if "Security Policy" in said.text else None)

    def _dialog(self, dialog: Any) -> None:
        self._fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _fault(self, text: str) -> None:
        self.faults.append(f"{self.page.url}: {text}")

    def look(self, page: Page) -> None:
        """Nothing ran, nothing became markup, no template was worked out, and the page still fits a phone."""
        if marker := page.evaluate("window.__pwned"):
            self._fault(f"ran payload {marker}")
        for node in page.evaluate(_MARKUP):
            self._fault(f"markup: {node}")
        if WORKED_OUT in page.locator("body").inner_text():
            self._fault("a template was worked out")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            self._fault("wider than the screen")
