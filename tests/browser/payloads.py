"""Hostile texts: each tries to make the browser fetch from, or link to, another host."""

from __future__ import annotations

EVIL = "evil.example"

PAYLOADS = (
    f"![x](https://{EVIL}/image.png)",
    f"[![x](https://{EVIL}/linked.png)](https://{EVIL}/)",
    f'<img src="https://{EVIL}/html.png">',
    f'<svg><image href="https://{EVIL}/svg.png"/></svg>',
    f"https://{EVIL}/bare",
    f"www.{EVIL}/www",
    f"<https://{EVIL}/angle>",
    f"[x][1]\n\n[1]: https://{EVIL}/reference",
    f"$\\href{{https://{EVIL}/latex}}{{x}}$ $$\\includegraphics{{https://{EVIL}/l.png}}$$",
    f'<a href="javascript:fetch(`https://{EVIL}/`)">x</a><script>fetch("https://{EVIL}/s")</script>',
    f'<style>@import "https://{EVIL}/style.css";</style><link rel=stylesheet href=//{EVIL}/l.css>',
    f":red[**bold**] :material/home: someone@{EVIL} mailto:someone@{EVIL}",
)
"""Twelve kinds; each is put into six places."""
