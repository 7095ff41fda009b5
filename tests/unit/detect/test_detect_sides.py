"""Who is the target of a deal and who gives: founders, products, headings, partners and lists are told apart."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "target", "investors"),
    [
        # the heading gets what a giant gives
        ("Anthropic : Google ajoute 3 milliards de dollars au pot", "", "Anthropic", ["Google"]),
        # a founder is no firm
        (
            "L'ancien chercheur de Google Ilian Moreau lève 200 millions de dollars pour sa start-up d'IA Corvane",
            "",
            "Corvane",
            [],
        ),
        (
            "La start-up d'Ilian Moreau, ancien de DeepMind, lève 200 millions d'euros",
            "Corvane développe des modèles d'IA pour la chimie.",
            "Corvane",
            [],
        ),
        (
            "Ex-OpenAI researcher's startup raises $1 billion",
            "Corvane, founded by Mira Vale, wants to build safe AI.",
            "Corvane",
            [],
        ),
        # nor is a product
        ("The AI startup behind Plume raises $150 million", "Corvane's app has many users.", "Corvane", []),
        (
            "OpenAI buys the maker of AI notetaker Plume",
            "The company, Corvane, was founded in 2022.",
            "Corvane",
            ["OpenAI"],
        ),
        ("Corvane acquisition: Nvidia pays $900 million for AI chip startup", "", "Corvane", ["Nvidia"]),
        # who supplies compute
        (
            "Mistral AI signe un accord de 2 milliards d'euros avec Corvane pour de la puissance de calcul",
            "",
            "Corvane",
            ["Mistral AI"],
        ),
        ("OpenAI turns to Corvane for 2 gigawatts of AI computing", "", "Corvane", ["OpenAI"]),
        (
            "Mistral AI: Partnering With Vantage Data Centers On A €900 Million AI Campus",
            "",
            "Vantage Data Centers",
            ["Mistral AI"],
        ),
        # of one sum the stake is told, and the firm rather than AI at large
        (
            "Microsoft deepens commitment to OpenAI and its cloud with a $10B stake",
            "",
            "OpenAI",
            ["Microsoft"],
        ),
        (
            "SoftBank débourse 6 milliards de dollars pour s'emparer du concepteur de puces d'IA Corvane",
            "",
            "Corvane",
            ["SoftBank"],
        ),
        # who stands beside a side
        ("Orange puts $900 million into OpenAI rival Corvane", "", "Corvane", ["Orange"]),
        ("Google signs a $3 billion AI computing deal with Nvidia-backed Corvane", "", "Corvane", ["Google"]),
        ("Amazon mise 4 milliards sur Corvane, rival d'OpenAI", "", "Corvane", ["Amazon"]),
        ("Meta will lease computing power to Anthropic for $6 billion", "", "Meta", ["Anthropic"]),
        ("Nvidia NVDA.O veut mettre 8 milliards de dollars dans OpenAI", "", "OpenAI", ["Nvidia"]),
        ("Ex-DeepMind engineer raises $900M for Berlin AI startup Corvane", "", "Corvane", []),
        # lists
        (
            "Aligned Data Centers bought by BlackRock, Nvidia and Microsoft for $40 billion",
            "",
            "Aligned Data Centers",
            ["BlackRock", "Nvidia", "Microsoft"],
        ),
        (
            "IA : Aleph Alpha décroche 400 millions de dollars auprès de Bosch, SAP et Brandt",
            "",
            "Aleph Alpha",
            ["Bosch", "SAP", "Brandt"],
        ),
        (
            "MGX et Temasek au capital de Mistral AI ? La piste se précise",
            "",
            "Mistral AI",
            ["MGX", "Temasek"],
        ),
        # who only says who another is
        ("Elon Musk's xAI buys Corvane", "", "Corvane", ["xAI"]),
        (
            "Corvane lève 675 millions de dollars pour son IA",
            "Elle compte parmi ses investisseurs Nvidia et le fondateur d'Amazon, Jeff Bezos.",
            "Corvane",
            ["Nvidia", "Jeff Bezos"],
        ),
        (
            "Corvane AI is valued at $2 billion after a funding round",
            "OpenAI's rival Corvane AI pulled $400 million from investors.",
            "Corvane AI",
            [],
        ),
    ],
)
def test_the_sides_of_a_deal(
    flagged: Flag, headline: str, description: str, target: str, investors: list[str]
) -> None:
    deal = flagged(headline, description or None).deals[0]
    assert deal.target is not None
    assert (deal.target.value, [one.value for one in deal.investors]) == (target, investors)


@pytest.mark.parametrize(
    ("headline", "description", "target", "investors"),
    [
        # words for who gives
        (
            "AI lab Corvane wants $20B",
            "Nvidia itself could put in as much as $2 billion.",
            "Corvane",
            ["Nvidia"],
        ),
        (
            "AI lab Corvane finds backers for $1 billion",
            "Sequoia and Accel are in.",
            "Corvane",
            ["Accel", "Sequoia"],
        ),
        ("AI lab Corvane reaches $4bn valuation as Google's GV tops up", "", "Corvane", ["GV"]),
        (
            "Corvane gets a half-billion-dollar AI war chest, with Nvidia along for the ride",
            "",
            "Corvane",
            ["Nvidia"],
        ),
        (
            "La start-up d'IA Corvane boucle un tour de table de 900 millions de dollars",
            "Un tiers vient d'Amazon ; Nvidia et SoftBank se partagent le reste.",
            "Corvane",
            ["Amazon", "SoftBank", "Nvidia"],
        ),
        (
            "La start-up d'IA Corvane va lever 400 millions de dollars",
            "Le japonais SoftBank sera le principal participant à cette levée de fonds.",
            "Corvane",
            ["SoftBank"],
        ),
        (
            "Adobe, Nvidia, AMD… Tout ce monde entre au capital de Runway",
            "Le spécialiste de la vidéo générée par IA récolte 200 millions de dollars.",
            "Runway",
            ["Adobe", "Nvidia", "AMD"],
        ),
        (
            "AI cloud Corvane closes a Series B of $1.1bn, Oslund leads and Nvidia follows",
            "",
            "Corvane",
            ["Nvidia", "Oslund"],
        ),
        # in one list with a known investor
        (
            "Lyon : 410 millions de francs pour les humanoïdes de Corvane",
            "Nvidia et Helvenor Ventures participent à ce tour.",
            "Corvane",
            ["Nvidia", "Helvenor Ventures"],
        ),
        (
            "La start-up d'IA Corvane réunit 500 millions de dollars",
            "Bosch, SAP et le groupe Hartung participent à l'opération.",
            "Corvane",
            ["Bosch", "SAP", "Hartung"],
        ),
        (
            "AI lab Corvane closes $8 billion round with Valor and Accel",
            "",
            "Corvane",
            ["Valor Equity Partners", "Accel"],
        ),
        (
            "Corvane hits $3bn AI valuation as Khosla and GV double down",
            "",
            "Corvane",
            ["Khosla Ventures", "GV"],
        ),
        (
            "Mistral AI : le fonds Helven et Nvidia participent à une levée de 900 millions d'euros",
            "",
            "Mistral AI",
            ["Helven", "Nvidia"],
        ),
        (
            "AI lab Corvane secures €250M from Eurazeo and Helven Growth",
            "",
            "Corvane",
            ["Eurazeo", "Helven Growth"],
        ),
        (
            "La start-up d'IA Corvane lève 200 millions de dollars et séduit Sequoia",
            "",
            "Corvane",
            ["Sequoia"],
        ),
        ("AI lab Corvane raises $200 million, Fidelity among backers", "", "Corvane", ["Fidelity"]),
        ("Anthropic to buy $8 billion of computing power from Corvane", "", "Corvane", ["Anthropic"]),
        # and who is none
        (
            "Anthropic in Advanced Talks to Raise $7 Billion From Samsung and Run on Its AI Chips",
            "",
            "Anthropic",
            ["Samsung"],
        ),
        (
            "Jeff Bezos's AI startup Corvane raises $2 billion",
            "The firm, which Bezos co-leads with a former colleague, makes models of engines.",
            "Corvane",
            [],
        ),
        (
            "La start-up d'IA Corvane lève 75 millions de dollars",
            "CapitalG, un fonds d'Alphabet, et Menlo Ventures ont mené l'opération.",
            "Corvane",
            ["CapitalG", "Menlo Ventures"],
        ),
        (
            "AI lab Corvane raises $200M led by Sequoia",
            "Nvidia, OpenAI and others follow its work.",
            "Corvane",
            ["Sequoia"],
        ),
        # whose name stands beside its kind
        ("OpenAI to buy Jony Ive's device startup io in $2B deal", "", "io", ["OpenAI"]),
        ("A former Meta researcher raises $190M for AI startup Perplexity", "", "Perplexity", []),
        (
            "OpenAI chairman's startup raises $400 million",
            "OpenAI chairman's startup Corvane is raising funds for its AI agents.",
            "Corvane",
            [],
        ),
        ("Anthropic signs $9B deal with AI cloud startup Corvane", "", "Corvane", ["Anthropic"]),
        (
            "Grenoble's Black Forest Labs is about to become a unicorn",
            "The Quillet maker is said to be finalising a $90m AI round led by Accel.",
            "Black Forest Labs",
            ["Accel"],
        ),
        ("Google sets aside $7 billion for AI halls across Iberia", "", "AI halls", ["Google"]),
        ("Google sets aside $7 billion for AI in Portugal", "", "AI in Portugal", ["Google"]),
        # the last name of a phrase is the firm
        ("Nvidia AI networking darling Orbit4 bags $220m from Intel, others", "", "Orbit4", ["Intel"]),
        ("Modular AI rack maker Corvane raised a $140M Series B led by Accel", "", "Corvane", ["Accel"]),
        (
            "Accel and AMD back Gemini creator Mira Vale's Corvane Labs at $3.2 billion",
            "",
            "Corvane Labs",
            ["Accel", "AMD"],
        ),
        ("Google AI chief raises $400 million for AI lab Corvane", "", "Corvane", []),
        (
            "Corvane chairman Mira Vale says the AI chip startup will raise $600M at a $7B valuation",
            "",
            "Corvane",
            [],
        ),
        (
            "Neocloud Corvane, which works with OpenAI, announces that it raised $600M led by Accel",
            "",
            "Corvane",
            ["Accel"],
        ),
        (
            "La pépite lyonnaise Corvane, qui travaille avec Nvidia, lève 200 millions d'euros pour son IA",
            "",
            "Corvane",
            [],
        ),
        ("Meta buys Mira Vale's Corvane, an AI startup", "", "Corvane", ["Meta"]),
        (
            "Nvidia-backed Corvane to build a 300MW AI data centre in Sweden for $4 billion",
            "",
            "AI data centre in Sweden",
            ["Corvane"],
        ),
        ("Nvidia invests $400 million in OpenAI", "", "OpenAI", ["Nvidia"]),
        ("Corvane, maker of the AI notetaker Plume, raises $150 million", "", "Corvane", []),
        ("Intel puts $900 million into OpenAI's plan to build AI agents", "", "OpenAI", ["Intel"]),
        # what a deal is part of is not what is bought
        (
            "Intel invests $3bn in Cadence in a deal that is to bring AI chip design to its plants",
            "",
            "Cadence",
            ["Intel"],
        ),
        ("Intel invests $3bn in AI data centers", "", "AI data centers", ["Intel"]),
        (
            "Google will invest $9 billion in Northern Jutland to expand data center sites for AI",
            "",
            "data center",
            ["Google"],
        ),
        (
            "Google to invest $9 billion in Cedar Falls, Iowa to build data centers for AI",
            "",
            "data centers for AI",
            ["Google"],
        ),
        ("Google invests $900 million in Corvane to build AI models", "", "Corvane", ["Google"]),
        ("Anthropic unveils $40B in funding, expands Google Cloud partnership", "", "Anthropic", []),
        (
            "Corvane's $2.8B bet that games can teach robots",
            "Corvane has raised $410 million from Accel to train its AI.",
            "Corvane",
            ["Accel"],
        ),
        # who gives no money
        (
            "AI lab Corvane closes a $500M round led by AMD, for Intel-free server halls",
            "",
            "Corvane",
            ["AMD"],
        ),
        (
            "Corvane raises $300M for its AI",
            "Backers came in eight months after Google hired away its founders.",
            "Corvane",
            [],
        ),
        (
            "AI firm Corvane raises $300M",
            "Accel led the round of the startup, spun out of Intel in 2023.",
            "Corvane",
            ["Accel"],
        ),
        ("AI firm Corvane raises $300M", "Accel and Intel led the round.", "Corvane", ["Accel", "Intel"]),
        (
            "Intel, Dell and Orange set up JV for 2GW of AI infrastructure in Morocco",
            "",
            "AI infrastructure in Morocco",
            ["Dell", "Intel", "Orange"],
        ),
        (
            "AMD and Mistral announce alliance for 3 gigawatts of AMD GPUs",
            "News Highlights Mistral to deploy 3 gigawatts of AMD GPUs under an agreement with AMD.",
            "AMD",
            ["Mistral AI"],
        ),
        # one investor under two names
        (
            "AI firm Corvane raises $300M led by GC",
            "General Catalyst led the round.",
            "Corvane",
            ["General Catalyst"],
        ),
        (
            "La start-up d'IA Corvane lève 300 millions d'euros auprès de SoftBank (SBG) et d'Orange",
            "",
            "Corvane",
            ["Orange", "SoftBank"],
        ),
        (
            "AI firm Corvane raises $300M led by Accel and Ventoux Capital",
            "",
            "Corvane",
            ["Accel", "Ventoux Capital"],
        ),
        # all who buy
        ("AI lab Corvane sold to Nvidia and SoftBank for $2 billion", "", "Corvane", ["Nvidia", "SoftBank"]),
        (
            "La start-up d'IA Corvane cédée à Orange et Bpifrance pour 400 millions d'euros",
            "",
            "Corvane",
            ["Bpifrance", "Orange"],
        ),
        (
            "Mistral staff to sell $900M in shares to Accel, SoftBank and others at a $30B valuation",
            "",
            "Mistral AI",
            ["Accel", "SoftBank"],
        ),
        # who pays for capacity, and who supplies it
        ("Nebius signs 300MW capacity deal with Mistral for AI", "", "Nebius", ["Mistral AI"]),
        (
            "Corvane inks a $2.1bn GPU services contract with an AI lab that it does not name",
            "",
            "Corvane",
            [],
        ),
        ("Samsung wins a $30 billion contract to make AI chips for Tesla", "", "Samsung", ["Tesla"]),
        (
            "Marvell reached a deal with Microsoft to supply millions of AI chips for data centers",
            "",
            "Marvell",
            ["Microsoft"],
        ),
        (
            "Marvell dit enfin que Mistral est son client anonyme, pour 7 milliards de dollars de puces",
            "",
            "Marvell",
            ["Mistral AI"],
        ),
        ("Amazon weighs a multibillion-dollar data center deal with Mistral", "", "Amazon", ["Mistral AI"]),
        ("Corvane inks $2B compute deal with CoreWeave", "", "CoreWeave", ["Corvane"]),
        ("Mistral signs $3 billion cloud computing deal with Oracle", "", "Oracle", ["Mistral AI"]),
        ("Meta signs $9 billion AI compute deal with Nebius", "", "Nebius", ["Meta"]),
        # names that no rule knows, in lists behind words for giving
        (
            "AI firm Corvane raises $300M",
            "Investors include Ventoux, Accel and the Qatar Investment Authority.",
            "Corvane",
            ["Accel", "Qatar Investment Authority", "Ventoux"],
        ),
        (
            "AI firm Corvane raises $300M",
            "The financing was co-led by existing investors Ventoux Partners and Accel.",
            "Corvane",
            ["Accel", "Ventoux Partners"],
        ),
        (
            "AI firm Corvane raises $300M",
            "The Series C drew Accel, Kleiner Perkins and Google's GV.",
            "Corvane",
            ["Accel", "GV", "Kleiner Perkins"],
        ),
        (
            "AI firm Corvane raises $300M",
            "Nvidia has also taken a stake in the firm, alongside Accel.",
            "Corvane",
            ["Accel", "Nvidia"],
        ),
        (
            "AI firm Corvane raises $300M led by 8VC, Quill Wave and 20VC",
            "",
            "Corvane",
            ["20VC", "8VC", "Quill Wave"],
        ),
        (
            "La start-up d'IA Corvane lève 300 millions d'euros",
            "Le tour est mené par le fonds Ventoux, rejoint par Accel, Tramontane Capital et Orange.",
            "Corvane",
            ["Accel", "Orange", "Tramontane Capital", "Ventoux"],
        ),
        (
            "La start-up d'IA Corvane lève 300 millions d'euros auprès de Ventoux Capital et Bpifrance",
            "",
            "Corvane",
            ["Bpifrance", "Ventoux Capital"],
        ),
        (
            "AI firm Corvane raises $210M",
            "This includes $90M from Accel and $50M from Ventoux.",
            "Corvane",
            ["Accel", "Ventoux"],
        ),
        (
            "AI firm Corvane raises $300M",
            "Corvane, led by former Dropbox engineers, was created alongside Intel.",
            "Corvane",
            [],
        ),
        (
            "AI firm Corvane raises $300M led by Accel",
            "It raised $20M led by Mistral Capital last year.",
            "Corvane",
            ["Accel"],
        ),
        (
            "Corvane Robotics, led by Dropbox co-founder Ada Quill, raised a $175M AI round led by Index Ventures",
            "",
            "Corvane Robotics",
            ["Index Ventures"],
        ),
        (
            "Japan's SoftBank and Korea's Naver invest $300M in AI lab Corvane",
            "",
            "Corvane",
            ["Naver", "SoftBank"],
        ),
        (
            "Nvidia, Microsoft among investors in AI lab Corvane's $300M round",
            "",
            "Corvane",
            ["Microsoft", "Nvidia"],
        ),
        # who sells gives nothing
        (
            "Hyundai plans to buy SoftBank's remaining stake in Figure AI for $325M",
            "",
            "Figure AI",
            ["Hyundai"],
        ),
        (
            "Orange rachète la participation de Nvidia dans Mistral pour 900 millions d'euros",
            "",
            "Mistral AI",
            ["Orange"],
        ),
        ("Hyundai buys a stake in Figure AI for $325M", "", "Figure AI", ["Hyundai"]),
        # who builds together, who lets, who borrows
        (
            "Mistral and Orange to build 300MW Morocco data center",
            "",
            "Morocco data center",
            ["Mistral AI", "Orange"],
        ),
        (
            "Amazon sets up a $12bn joint venture with Ventoux for an AI data center campus in Idaho",
            "",
            "AI data center campus in Idaho",
            ["Amazon", "Ventoux"],
        ),
        (
            "Microsoft strikes $6bn deal to rent Nvidia GPUs from Corvane in Norway",
            "",
            "Corvane",
            ["Microsoft"],
        ),
        ("Nebius to provide Meta with $3 billion of AI infrastructure", "", "Nebius", ["Meta"]),
        ("Neocloud Corvane inks $2.9bn five-year GPU deal with Meta", "", "Corvane", ["Meta"]),
        (
            "Corvane signs 15-year lease with Anthropic for 200MW Texas data center",
            "",
            "Corvane",
            ["Anthropic"],
        ),
        ("Oracle sells $18 billion of bonds to pay for AI data centers", "", "Oracle", []),
        (
            "Corvane in talks to borrow $9 billion from JPMorgan for AI data centers",
            "",
            "Corvane",
            ["JPMorgan"],
        ),
        ("Oracle to spend $18 billion on AI data centers", "", "AI data centers", ["Oracle"]),
        (
            "IA : Orange signe un accord de plusieurs milliards d'euros avec le géant américain OpenAI",
            "",
            "OpenAI",
            ["Orange"],
        ),
        # who buys machines pays, whatever he sells
        (
            "Oracle achète pour 30 milliards de dollars de puces AMD pour ses centres d'IA",
            "",
            "AMD",
            ["Oracle"],
        ),
        ("Oracle to buy $30 billion of AMD chips for an AI data center", "", "AMD", ["Oracle"]),
        ("Core Scientific widens CoreWeave hosting contract by $1.9bn", "", "Core Scientific", ["CoreWeave"]),
        # a kind of firm, where that is all
        ("Google in talks to acquire AI chip layout startup", "", "AI chip layout startup", ["Google"]),
        ("Cork-based Corvane AI raised a $140M Series B led by Accel", "", "Corvane AI", ["Accel"]),
        ("Stealth startup raises $300 million to build AI that writes drugs", "", "Stealth startup", []),
    ],
)
def test_who_gives_and_who_gets_in_further_words(
    flagged: Flag, headline: str, description: str, target: str, investors: list[str]
) -> None:
    deal = next(one for one in flagged(headline, description or None).deals if one.tense == "current")
    told = deal.target.value if deal.target else None
    assert (told, sorted(one.value for one in deal.investors)) == (target, sorted(investors))


@pytest.mark.parametrize(
    ("headline", "description", "target", "investors"),
    [
        # of three in one list none is what is built
        (
            "Neuf milliards d'euros pour un campus IA à Dunkerque",
            "MGX, Mistral, Nvidia et Bpifrance signent la première tranche d'un site de 2 gigawatts.",
            "campus IA",
            ["MGX", "Mistral AI", "Nvidia", "Bpifrance"],
        ),
        ("OpenAI and Oracle sign $30 billion compute deal", "", "Oracle", ["OpenAI"]),
        # what is spent is not what it is spent on
        (
            "Microsoft va faire un investissement colossal en Belgique",
            "Le géant américain va investir 5 milliards d'euros dans des centres de données pour l'IA.",
            "centres de données pour l'IA",
            ["Microsoft"],
        ),
        ("Meta lifts capital spending to $90 billion in AI race", "", "capital spending", ["Meta"]),
        (
            "Meta to spend $20 billion on a Louisiana data center with a loan from Pimco",
            "",
            "Louisiana data center",
            ["Meta"],
        ),
        (
            "Google to spend $9bn expanding AI and HPC capacity in Denmark",
            "",
            "AI and HPC capacity in Denmark",
            ["Google"],
        ),
        (
            "Microsoft dévoile « Projet Bruyère », un campus de 2 GW à 15 Md€ en Lozère",
            "",
            "Projet Bruyère",
            ["Microsoft"],
        ),
        (
            "OpenAI unveils Project Fern, a 2GW campus in Idaho that will cost $12 billion",
            "",
            "Project Fern",
            ["OpenAI"],
        ),
        (
            "Pourquoi Microsoft investit 2 milliards d'euros en Norvège",
            "Le groupe va y construire deux centres de données pour l'IA, à Oslo et à Bergen.",
            "centres de données",
            ["Microsoft"],
        ),
        (
            "Oracle lifts its capex outlook to $40 billion",
            "Oracle raised its forecast, citing rising infrastructure costs, as it builds AI data centers.",
            "AI data centers",
            ["Oracle"],
        ),
    ],
)
def test_what_is_built(
    flagged: Flag, headline: str, description: str, target: str, investors: list[str]
) -> None:
    deal = flagged(headline, description or None).deals[0]
    told = deal.target.value if deal.target else None
    assert (told, sorted(one.value for one in deal.investors)) == (target, sorted(investors))


@pytest.mark.parametrize("between", ["/", "-"])
def test_two_known_investors_that_a_sign_parts_are_two(flagged: Flag, between: str) -> None:
    deal = flagged(f"AI startup Velmora raises $80 million from Nvidia{between}Microsoft").deals[0]
    assert [one.value for one in deal.investors] == ["Nvidia", "Microsoft"]


@pytest.mark.parametrize(
    ("headline", "target", "investors"),
    [
        # what a clause behind the round says of who gives
        ("AI lab Corvane banks $340M as Nvidia, Cisco and AMD pile in", "Corvane", ["AMD", "Cisco", "Nvidia"]),
        ("AI lab Corvane raises $340M as Nvidia and Oracle chip in", "Corvane", ["Nvidia", "Oracle"]),
        ("AI lab Corvane hits $7B valuation with Alphabet and AMD money", "Corvane", ["AMD", "Alphabet"]),
        ("AI lab Corvane raises $340M as Intel and SoftBank join round", "Corvane", ["Intel", "SoftBank"]),
        ("AI lab Corvane valued at $7B as SoftBank buys in", "Corvane", ["SoftBank"]),
        ("Corvane, spécialiste de l'IA, lève 340 millions, Nvidia et Salesforce remettent au pot", "Corvane",
         ["Nvidia", "Salesforce"]),
        # and where it says something else
        ("AI lab Corvane raises $340M as rivals OpenAI and Meta pile in on coding", "Corvane", []),
        ("AI lab Corvane raises $340M as Amazon and Microsoft join the race", "Corvane", []),
        ("AI lab Corvane raises $340M with an eye on Salesforce cash cows", "Corvane", []),
        ("AI lab Corvane raises $340M to buy Nvidia chips", "Corvane", []),
        ("AI lab Corvane raises $340M to put Nvidia chips in cars", "Corvane", []),
        ("AI lab Corvane raises $340M as Microsoft comes in for criticism", "Corvane", []),
        ("AI lab Corvane raises $340M as Nvidia buys in bulk", "Corvane", []),
    ],
)  # fmt: skip
def test_who_joins_a_round_is_told_behind_it(
    flagged: Flag, headline: str, target: str, investors: list[str]
) -> None:
    (deal,) = flagged(headline).deals
    assert deal.target is not None
    assert (deal.target.value, sorted(one.value for one in deal.investors)) == (target, investors)


@pytest.mark.parametrize(
    ("headline", "target", "investors"),
    [
        ("Amazon inks $26 billion AI cloud deal with OpenAI", "Amazon", ["OpenAI"]),
        ("Google signs $6 billion AI cloud contract with Meta", "Google", ["Meta"]),
        ("Meta signs $6bn AI cloud agreement with Google", "Google", ["Meta"]),
        ("Microsoft announces $15 billion AI infrastructure pact with Anthropic", "Microsoft", ["Anthropic"]),
        # an order that is won is not given
        ("Crusoe wins $7 billion AI cloud order from OpenAI", "Crusoe", ["OpenAI"]),
        ("Meta orders $7 billion of Nvidia chips", "Nvidia", ["Meta"]),
        # of two, who makes the chips does not pay for them
        ("xAI et Broadcom vont déployer 5 gigawatts de puces maison", "Broadcom", ["xAI"]),
        ("Meta et AMD s'accordent sur 5 gigawatts de puces", "AMD", ["Meta"]),
        ("Nvidia et xAI vont bâtir 5 gigawatts de centres de données", "centres de données", ["Nvidia", "xAI"]),
        # several that plan a sum for machines raise it not
        ("xAI, Oracle and SoftBank plan up to $60 billion in US AI infrastructure", "US AI infrastructure",
         ["Oracle", "SoftBank", "xAI"]),
        ("Oracle, SoftBank and xAI plan up to $60 billion in US AI infrastructure", "US AI infrastructure",
         ["Oracle", "SoftBank", "xAI"]),
        # who lends or gives for what another builds sells it nothing
        ("Meta secures $30bn for Ohio data center from Pimco", "Meta", ["Pimco"]),
        ("Meta secures $30 billion from Pimco and Blue Owl for AI data center", "Meta", ["Blue Owl", "Pimco"]),
        ("Meta to get $30bn for AI data center from Blackstone, sources say", "Meta", ["Blackstone"]),
        ("Oracle secures $38 billion in debt from JPMorgan for AI data centers", "Oracle", ["JPMorgan"]),
        ("Meta obtient 30 milliards de dollars de Pimco pour un centre de données IA", "Meta", ["Pimco"]),
        ("Oracle lands $30bn from OpenAI for data center capacity", "Oracle", ["OpenAI"]),
        ("OpenAI secures $10bn of compute from Oracle", "Oracle", ["OpenAI"]),
        ("Mistral obtient 2 milliards d'euros de calcul auprès de Nvidia", "Nvidia", ["Mistral AI"]),
        # of two that let machines, by the clause
        ("CoreWeave signs $5 billion lease with Crusoe for AI data centers", "Crusoe", ["CoreWeave"]),
        ("CoreWeave signs $5 billion lease with Applied Digital", "Applied Digital", ["CoreWeave"]),
        ("Applied Digital signs $5 billion lease with CoreWeave", "Applied Digital", ["CoreWeave"]),
        ("Nebius signs $3 billion deal to rent GPUs from CoreWeave", "CoreWeave", ["Nebius"]),
        ("Nebius signs $3 billion deal to lease capacity to CoreWeave", "Nebius", ["CoreWeave"]),
        ("Nebius signs $3 billion AI capacity deal with CoreWeave as tenant", "Nebius", ["CoreWeave"]),
        ("CoreWeave signs lease for $3 billion at Crusoe's Gander AI data center", "Crusoe", ["CoreWeave"]),
        ("Lambda signs $3 billion agreement to use Nebius data centers", "Nebius", ["Lambda"]),
        ("Nebius inks $3 billion compute deal to supply Lambda with GPUs", "Nebius", ["Lambda"]),
        ("IREN signs deal to host CoreWeave GPUs for $3 billion", "IREN", ["CoreWeave"]),
        ("IREN signs $3 billion hosting contract with CoreWeave", "IREN", ["CoreWeave"]),
        ("Nscale signe avec CoreWeave un bail de 3 milliards de dollars pour un centre de données IA", "CoreWeave",
         ["Nscale"]),
    ],
)  # fmt: skip
def test_who_pays_for_machines(flagged: Flag, headline: str, target: str, investors: list[str]) -> None:
    deal = flagged(headline).deals[0]
    assert deal.target is not None
    assert (deal.target.value, sorted(one.value for one in deal.investors)) == (target, investors)
