"""Web pages: what stands around the minutes on the page they were saved from."""

from __future__ import annotations

from collections.abc import Callable

from eval.reading.source import Source

PORTAL = """<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{title}</title>
<style>.punktrow td {{ padding: 4px }} .menu {{ float: left }}</style>
<script>var agendaId = "0b1f"; document.title = "Dagsordener og referater";</script></head>
<body class="publication"><div id="skip"><a href="#indhold">Gå til indhold</a></div>
<div class="container" id="indhold">
{body}
</div><div class="til-toppen"><a href="#top">Til toppen</a></div></body></html>
"""
SAVED = """<!DOCTYPE html>
<!-- saved from url=(0055)https://www.{site}/politik/dagsordener-og-referater -->
<html lang="da"><head><meta charset="utf-8"><title>{title}</title>
<script>window.dataLayer = window.dataLayer || [];</script></head><body>
<div id="CybotCookiebotDialog" role="dialog"><h2>Vi bruger cookies</h2>
<p>Vi bruger cookies til statistik. Beslutning om cookies kan altid ændres.</p>
<button>Afvis alle</button> <button>Accepter alle</button></div>
<header><a href="/"><img src="logo.svg" alt="Til forsiden"></a>
<form role="search"><input placeholder="Søg"><button>Søg</button></form></header>
<nav aria-label="Hovedmenu"><ul><li><a href="/borger">Borger</a></li>
<li><a href="/erhverv">Erhverv</a></li><li><a href="/politik">Politik</a><ul>
<li><a href="/politik/dagsordener">Dagsordener og referater</a></li>
<li><a href="/politik/udvalg">Økonomiudvalget</a></li></ul></li></ul></nav>
<nav aria-label="Brødkrumme">Forside / Politik / Dagsordener og referater</nav>
<main>
{body}
</main>
<aside><h2>Relateret indhold</h2><ul><li><a href="/a">Mødekalender</a></li>
<li><a href="/b">Indstilling af kandidater til årets ildsjæl</a></li></ul></aside>
<footer><p>Rådhuset, Torvet 1 · Telefon 00 00 00 00</p><p><a href="/was">Tilgængelighedserklæring</a></p>
<p><button>Udskriv</button> <a href="#top">Til toppen</a></p></footer></body></html>
"""
APP = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{site}"><link rel="stylesheet" href="app.9f3c.css"></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root">
<div class="topbar"><div>Søg i møder</div><div>Abonnér</div><div>Log ind</div></div>
<div class="side"><div>Udvalg</div><div>Byrådet</div><div>Økonomiudvalget</div><div>2022</div><div>2021</div></div>
<div class="view">
{body}
</div><div class="bar"><div>Forrige møde</div><div>Næste møde</div><div>Del punkt</div></div>
<div class="consent"><div>We use cookies. Read more in our cookie policy.</div><div>Accept</div></div>
</div><script src="app.9f3c.js"></script></body></html>
"""
BARE = "<html><head><title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"


def page(around: str, encoding: str = "utf-8") -> Callable[[Source], bytes]:
    """A layout that puts the source between what stands around it."""

    def render(source: Source) -> bytes:
        title, site = source.fields.get("title", ""), source.fields.get("site", "")
        whole = around.format(title=title, site=site, body=source.printed)
        return whole.encode(encoding)

    return render
