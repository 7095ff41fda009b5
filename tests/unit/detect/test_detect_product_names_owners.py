"""Whose launch it is where two firms stand in the text: the rival's, the supplier's and the host's are not told."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _told(flagged: Flag, headline: str, description: str = "", own: str = "") -> list[tuple[str, str | None]]:
    launches = flagged(headline, description or None, own=own).launches
    return [(one.organisation.value, one.product.value if one.product else None) for one in launches]


@pytest.mark.parametrize(
    ("headline", "description", "owner", "product"),
    [
        (
            "Google contre OpenAI : une IA de montage en réponse",
            "Alors qu'OpenAI venait à peine de dévoiler Sora 5, Google n'entend pas céder. Sur son blog, Google vient "
            "d'annoncer Veo 6, un modèle revu.",
            "Google",
            "Veo 6",
        ),
        (
            "Google answers OpenAI with an AI video model",
            "Just after OpenAI unveiled Sora 5, Google announced Veo 6.",
            "Google",
            "Veo 6",
        ),
        (
            "Google accélère dans la vidéo",
            "Alors qu'OpenAI venait de dévoiler Sora 5, Google vient d'annoncer Veo 6.",
            "Google",
            "Veo 6",
        ),
    ],
)
def test_what_a_rival_did_before_is_not_the_news(
    flagged: Flag, headline: str, description: str, owner: str, product: str
) -> None:
    assert _told(flagged, headline, description) == [(owner, product)]


@pytest.mark.parametrize(
    ("headline", "owner", "product"),
    [
        (
            "Google's new B7 GPU supercomputer with Nvidia H300 GPUs will be generally available in May",
            "Google",
            "B7 GPU supercomputer",
        ),
        (
            "Google's new C5 virtual machines with Nvidia Rubin GPUs arrive next month",
            "Google",
            "C5 virtual machines",
        ),
        ("Amazon's new P8 servers with Nvidia Rubin chips launch today", "Amazon", "P8 servers"),
        (
            "Microsoft's new ND9 machines powered by Nvidia Rubin GPUs are now available",
            "Microsoft",
            "ND9 machines",
        ),
        ("Amazon's new P8 servers with AI agents launch today", "Amazon", "P8 servers"),
        ("Nvidia launches H900 AI chip", "Nvidia", "H900"),
        ("Kestrel 6, le nouveau concurrent de ChatGPT que lance Google", "Google", "Kestrel 6"),
        ("Elon Musk lance Grok 7, nouveau concurrent de ChatGPT", "xAI", "Grok 7"),
    ],
)
def test_a_part_or_a_rival_is_not_what_is_launched(
    flagged: Flag, headline: str, owner: str, product: str
) -> None:
    assert _told(flagged, headline)[:1] == [(owner, product)]


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Amazon Opens EC2 K4n Instances Built on NVIDIA Rubin GPUs",
            "AWS rents out EC2 K4n instances, made for AI inference, from today.",
            "EC2 K4n Instances",
        ),
        ("AWS launches EC2 P9 instances for training AI models", "", "EC2 P9 instances"),
        ("Google Cloud unveils B7 supercomputer VMs for AI labs", "", "B7 supercomputer VMs"),
    ],
)
def test_a_machine_is_told_by_its_code_and_its_kind(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _told(flagged, headline, description)[0][1] == product


@pytest.mark.parametrize(
    ("headline", "owner", "product"),
    [
        ("Welcome Gemma 7 - Google's next open model", "Google", "Gemma 7"),
        ("Welcome Gemma 7, Google's new family of open models", "Google", "Gemma 7"),
        ("Welcome Kestrel – Google's new open LLM", "Google", "Kestrel"),
        ("Welcome Llama 8: Meta's new open models land on the Hub", "Meta", "Llama 8"),
        ("Welcome gpt-oss: OpenAI's first open weights since GPT-2 are on the Hub", "OpenAI", "gpt-oss"),
        ("Bienvenue à Gemma 7, le nouveau modèle ouvert de Google", "Google", "Gemma 7"),
        ("Welcome SmolLM 5: Hugging Face's new open model", "Hugging Face", "SmolLM 5"),
        ("SmolLM 5: Google's Gemma has a rival", "Hugging Face", "SmolLM 5"),
        ("Llama 8 is here: get it on Hugging Face", "Hugging Face", "Llama 8"),
    ],
)
def test_on_a_hosts_page_the_maker_stands_beside_the_product(
    flagged: Flag, headline: str, owner: str, product: str
) -> None:
    assert _told(flagged, headline, own="huggingface") == [(owner, product)]


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Microsoft debuts generative AI features for bakers", "generative AI features for bakers"),
        ("Google launches AI tools for teachers", "AI tools for teachers"),
        (
            "Microsoft launches self-driving AI agents for Dynamics 365",
            "self-driving AI agents for Dynamics 365",
        ),
        ("Microsoft rolls out an AI agent for Paint", "AI agent for Paint"),
        ("Microsoft announces new billing agent for Copilot", "billing agent"),
        ("Mistral lance un agent IA pour les notaires", "agent IA pour les notaires"),
    ],
)
def test_a_kind_is_told_with_whom_or_what_it_is_for(flagged: Flag, headline: str, product: str) -> None:
    assert _told(flagged, headline)[0][1] == product
