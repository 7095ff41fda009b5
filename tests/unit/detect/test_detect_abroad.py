"""German and Spanish: the common verbs of deals and launches, with their forms, and what they say otherwise."""

from __future__ import annotations

import pytest

from processors.detect.words.inflect_more import german, particles, spanish
from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "target", "investors", "amount"),
    [
        ("Nvidia kauft das KI-Start-up Quillon für 400 Millionen Dollar", "Quillon", ["Nvidia"], 4e8),
        ("KI-Start-up Quillon von Nvidia übernommen", "Quillon", ["Nvidia"], None),
        ("Meta hat KI-Start-up Quillon übernommen", "Quillon", ["Meta"], None),
        ("Meta will KI-Start-up Quillon kaufen", "Quillon", ["Meta"], None),
        ("Nvidia schluckt KI-Start-up Quillon für 900 Millionen Dollar", "Quillon", ["Nvidia"], 9e8),
        ("KI-Start-up Quillon sammelt 300 Millionen Euro ein", "Quillon", [], 3e8),
        ("KI-Start-up Quillon wirbt 120 Millionen Euro ein", "Quillon", [], 1.2e8),
        ("KI-Start-up Quillon sichert sich 120 Millionen Euro", "Quillon", [], 1.2e8),
        ("Microsoft steigt bei KI-Start-up Quillon ein", "Quillon", ["Microsoft"], None),
        ("Nvidia beteiligt sich an KI-Start-up Quillon", "Quillon", ["Nvidia"], None),
        ("Google steckt eine Milliarde Dollar in Anthropic", "Anthropic", ["Google"], 1e9),
        ("Nvidia compra la startup de IA Quillon por 400 millones de dólares", "Quillon", ["Nvidia"], 4e8),
        ("Nvidia ha comprado la startup de IA Quillon", "Quillon", ["Nvidia"], None),
        ("La startup de IA Quillon, comprada por Nvidia", "Quillon", ["Nvidia"], None),
        ("La startup de IA Quillon levanta 300 millones de euros", "Quillon", [], 3e8),
        ("La empresa de IA Quillon cierra una ronda de 120 millones liderada por Accel", "Quillon", ["Accel"], 1.2e8),
        ("Microsoft invierte 2.000 millones de dólares en la startup de IA Quillon", "Quillon", ["Microsoft"], 2e9),
        ("Amazon inyecta 4.000 millones en Anthropic", "Anthropic", ["Amazon"], 4e9),
        ("Nvidia entra en el capital de la startup de IA Quillon", "Quillon", ["Nvidia"], None),
    ],
)  # fmt: skip
def test_deals_are_read(
    flagged: Flag, headline: str, target: str, investors: list[str], amount: float | None
) -> None:
    (deal,) = flagged(headline).deals
    assert deal.target is not None
    told = (deal.target.value, [one.value for one in deal.investors], deal.amount and deal.amount.value)
    assert told == (target, investors, amount)


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("Meta soll KI-Start-up Quillon kaufen wollen", "rumoured"),
        ("OpenAI compraría la startup de IA Quillon", "rumoured"),
        ("OpenAI compra la startup de IA Quillon", "confirmed"),
    ],
)
def test_what_is_only_said_is_rumoured(flagged: Flag, headline: str, status: str) -> None:
    assert [deal.status for deal in flagged(headline).deals] == [status]


def test_a_worth_is_no_amount(flagged: Flag) -> None:
    (deal,) = flagged("KI-Start-up Quillon wird mit 3 Milliarden Dollar bewertet").deals
    assert (deal.amount, deal.valuation and deal.valuation.value) == (None, 3e9)


@pytest.mark.parametrize(
    ("headline", "product", "how"),
    [
        ("OpenAI stellt GPT-7 vor", "GPT-7", "announced"),
        ("OpenAI hat GPT-7 vorgestellt", "GPT-7", "announced"),
        ("OpenAI veröffentlicht GPT-7", "GPT-7", "general"),
        ("Google bringt Gemini 9 auf den Markt", "Gemini 9", "general"),
        ("Google startet Gemini in Norwegen", "Gemini", "general"),
        ("Google bringt Gemini nach Norwegen", "Gemini", "general"),
        ("Microsoft stellt Copilot Vision für Lehrer vor", "Copilot Vision", "announced"),
        ("Anthropic lanza Claude Dovetail para Carpinteros Unidos", "Claude Dovetail", "general"),
        ("Microsoft führt Copilot Vision ein", "Copilot Vision", "general"),
        ("Apple rollt Siri mit KI aus", "Siri", "general"),
        ("Nvidia bringt KI-Chip heraus", "KI-Chip", "general"),
        ("Meta kündigt Llama 9 an", "Llama 9", "announced"),
        ("Claude ist ab sofort in Norwegen verfügbar", "Claude", "general"),
        ("OpenAI lanza GPT-7", "GPT-7", "general"),
        ("OpenAI lanzará GPT-7 en junio", "GPT-7", "announced"),
        ("Google ha lanzado Gemini 9", "Gemini 9", "general"),
        ("OpenAI presenta GPT-7", "GPT-7", "announced"),
        ("Meta estrena Llama 9", "Llama 9", "general"),
        ("Mistral publica Ledgerman, un modelo abierto", "Ledgerman", "general"),
    ],
)
def test_launches_are_read(flagged: Flag, headline: str, product: str, how: str) -> None:
    (launch,) = flagged(headline).launches
    assert (launch.product and launch.product.value, launch.availability) == (product, how)


@pytest.mark.parametrize(
    "headline",
    [
        # the separable verb is another
        "OpenAI stellt Sora ein",
        "OpenAI stellt 500 Entwickler ein",
        "OpenAI stellt ChatGPT-Nutzer vor Probleme",
        "OpenAI steigt aus KI-Start-up Quillon aus",
        "Google schaltet Gemini ab",
        "Google führt Gemini vor Gericht",
        "Meta kündigt Mitarbeitern",
        "Google sammelt Unterschriften für KI",
        # the object is no firm and no product
        "Apple stellt Strafanzeige gegen OpenAI",
        "Google startet Kampagne gegen KI-Gesetz",
        "OpenAI veröffentlicht Bericht über ChatGPT-Nutzung",
        "OpenAI präsentiert neuen Finanzchef",
        "Microsoft bringt Gemini in Bedrängnis",
        "Microsoft kauft Strom für KI-Rechenzentren",
        "OpenAI übernimmt Verantwortung für Fehler von ChatGPT",
        "OpenAI erhält Auftrag über 200 Millionen Dollar vom Pentagon",
        "OpenAI presenta una demanda contra Quillon",
        "Microsoft lanza una advertencia sobre Gemini",
        "Google invierte la tendencia con Gemini",
        "Google levanta el veto a Gemini",
        "Microsoft compra energía para sus centros de datos de IA",
        "Hacienda recauda 300 millones con IA",
        # losses, and denials
        "OpenAI macht 5 Milliarden Dollar Verlust",
        "OpenAI presenta pérdidas de 5.000 millones",
        "Nvidia cierra con ganancias tras presentar Rubin",
        "OpenAI niega que vaya a comprar la startup de IA Quillon",
        "Apple dementiert Übernahme von KI-Start-up Quillon",
        "Nvidia investiert nicht in KI-Start-up Quillon",
        "Nvidia kauft KI-Start-up Quillon doch nicht",
        "OpenAI veröffentlicht GPT-7 vorerst nicht",
        "Nvidia renuncia a comprar la startup de IA Quillon",
        "Nvidia descarta comprar la startup de IA Quillon",
    ],
)
def test_what_says_otherwise_is_silent(flagged: Flag, headline: str) -> None:
    assert flagged(headline).labels == ()


@pytest.mark.parametrize(
    "headline",
    [
        "Nvidia investiert 5 Milliarden Dollar in KI-Start-up Quillon, nennt den Preis aber nicht",
        "Nvidia investiert 5 Milliarden Dollar in nicht genanntes KI-Start-up",
        "Nvidia investiert nicht nur in OpenAI, sondern auch 5 Milliarden Dollar in Cohere",
        "Google stellt Gemini 9 vor, das nicht halluziniert",
        "Google bringt KI-Modell, das nicht lügt, auf den Markt",
    ],
)
def test_a_not_of_another_clause_or_word_takes_nothing_back(flagged: Flag, headline: str) -> None:
    assert flagged(headline).labels


def test_verbs_are_conjugated() -> None:
    forms = {form for form, _ in german("vor|stellen")}
    assert forms >= {"stellt", "stellte", "vorstellen", "vorzustellen", "vorgestellt"}
    assert particles("vor|stellen") == dict.fromkeys(("stellt", "stellte", "stellen", "stellten"), "vor")
    assert particles("kaufen") == {}
    assert {form for form, _ in german("übernehmen")} == {"übernimmt", "übernahm", "übernehmen", "übernommen"}
    assert {form for form, mood in german("investieren") if mood == "participle"} == {"investiert"}
    assert dict(spanish("lanzar"))["lanzaría"] == "conditional"
    assert {"invierte", "invirtió", "invertirá", "invertida"} <= {form for form, _ in spanish("invertir")}
