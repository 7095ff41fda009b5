"""The static word table of the matching: what a word weighs, and which words mean one thing in both languages.

Written by hand from general knowledge of English and French news, never counted from an evaluation
set: a weight must not depend on what was read before, or reading `flagged` again gives other stories.
All words are folded (lower case, no accents). A concept's words may end in `*`: any word that starts so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_MARKS = re.compile(r"[\u0300-\u036f]")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
_BETWEEN_BYTES = bytes(ord(_BETWEEN.get(code, chr(code))) for code in range(256))
_TYPOGRAPHIC = re.compile(r"[«»“”„‘‹›–—…·•×\u00a0]")
"""What no keyboard has and nearly every text does."""
_WORD = re.compile(r"[^\W_]+")

_STOP = """
a about above after again all also am an and any are as at be because been before being below between both but
by can cannot could d did do does doing don down during each etc even ever every few for from further get gets got had
has have having he her here hers him his how i if in into is it its itself just ll m many may me might more most much
must my no nor not now of off on once one only or other our out over own per re s same she should so some still such t
than that the their them then there these they this those through thus to too toward towards under until up upon us ve
very via was we were what when where  while who whom whose  will with within without would yet you your yours
ai ia artificial artificielle artificielles intelligence says said say says reportedly report reports reported
au aux avec c ca car ce ceci cela celle celles celui ces cet cette ceux chez comme d dans de depuis des desormais
deux devant dit donc dont du elle elles en encore entre est et etait etre eu eux fait faire faut font ici il ils j je
jusqu jusque l la  le  les leur leurs lors lorsque lui m ma mais meme memes mes mieux moins mon n ne ni
nos notre nous on ont or ou par parce parmi pas pendant peu peut plus plusieurs pour  pourrait puis qu quand
que quel quelle quelles quels qui quoi s sa sans se selon sera ses si sien son sont sous sur ta tandis te tel tels tes
toi ton toujours tous tout toute toutes tres tu un une va vers via voici voila vont vos votre vous  y
was were exclusive video live update breaking watch opinion
"""
STOP = frozenset(_STOP.split())
"""Words that say nothing."""

_FAINT = """
announce announced announces announcement announcing annonce annoncee annoncent annoncer annonces new nouveau
nouveaux nouvel nouvelle nouvelles company companies firm entreprise entreprises societe groupe group business tech
technology technologie technologies technologique startup startups start jeune pousse giant geant geants maker editeur
us usa american americain americaine americains world monde mondial global year years an ans annee annees month months
mois week weeks semaine today aujourd hui day days jour jours time temps first premier premiere last dernier derniere
big bigger grand grande grands great major next prochain prochaine best better meilleur good bon make makes made making
way ways use uses used using utilise utiliser user users utilisateur utilisateurs people gens million millions milliard
milliards billion billions dollar dollars euro euros md mds mrd bn model models modele modeles tool tools outil outils
system systems systeme plan plans help helps aide aider want wants veut veulent need needs work works travail set take
takes prend come comes vient go goes going see look know think show shows montre find here chief executive ceo patron
pdg founder fondateur cofondateur part partie several according selon source sources latest end fin high haut million
like back long top key set another autre autres well around autour service services product products produit produits
app apps application applications platform plateforme online digital numerique internet web software logiciel logiciels
team teams equipe thing things chose choses three four five trois quatre cinq dozens many number nombre full plein
inside amid face against contre become becomes devient devenir allow allows permet permettre permettra bring brings
put puts give gives donne let lets keep keeps turn turns start starts begin call calls called appelle dubbed
"""
FAINT = frozenset(_FAINT.split())
"""Words that nearly every tech headline may hold."""

_WATCHED = """
openai google alphabet deepmind meta facebook instagram whatsapp microsoft github amazon aws apple nvidia
anthropic mistral xai baidu huggingface hugging face bigscience youtube chatgpt claude gemini copilot grok llama siri
alexa gpt azure tesla spacex ibm intel oracle samsung softbank alibaba tencent europe france china chine
android windows iphone ios twitter tiktok amd trump musk altman zuckerberg nadella pichai huang bezos silicon valley
blackwell rtx geforce cuda
"""
WATCHED = frozenset(_WATCHED.split())
"""Names that a tech paper prints each day: they alone make no story."""

_OWNERS = """openai: openai chatgpt gpt sora dall altman codex brockman
google: google alphabet deepmind gemini youtube pichai bard gemma hassabis
meta: meta facebook instagram whatsapp llama zuckerberg
microsoft: microsoft github copilot azure nadella windows suleyman redmond
amazon: amazon aws alexa bezos jassy bedrock
apple: apple iphone ios siri cupertino
nvidia: nvidia huang blackwell rtx geforce cuda
anthropic: anthropic claude opus sonnet haiku amodei
mistral: mistral mensch
xai: xai grok
deepseek: deepseek
perplexity: perplexity srinivas comet
alibaba: alibaba qwen
amd: amd
intel: intel
oracle: oracle ellison
softbank: softbank
palantir: palantir karp
ssi: ssi sutskever
thinkingmachines: thinkingmachines murati
worldlabs: worldlabs
huggingface: huggingface delangue
baidu: baidu ernie
tesla: tesla
spacex: spacex
whitehouse: trump
google: gmail chromebook waymo fitbit
meta: oculus
microsoft: xbox linkedin bing onedrive
amazon: kindle
apple: ipad ipados macos macbook airpods carplay homekit visionos watchos icloud
samsung: samsung
tencent: tencent wechat
ibm: ibm watsonx
tiktok: tiktok bytedance
twitter: twitter
adobe: adobe photoshop firefly
netflix: netflix
spotify: spotify
sony: sony playstation
nintendo: nintendo
huawei: huawei
xiaomi: xiaomi
uber: uber
airbnb: airbnb
salesforce: salesforce agentforce
cisco: cisco
qualcomm: qualcomm snapdragon
tsmc: tsmc
broadcom: broadcom
dell: dell
lenovo: lenovo
telegram: telegram
wikipedia: wikipedia wikimedia
disney: disney
cloudflare: cloudflare
paypal: paypal
snapchat: snapchat
discord: discord
reddit: reddit
"""
OWNERS: dict[str, str] = {
    word: owner
    for owner, _, words in (line.partition(":") for line in _OWNERS.splitlines())
    for word in words.split()
}
"""Whom a name stands for: an article on Claude and one on Anthropic are about one company."""

_CONCEPTS = """
acquire: acqui* buy buys bought buying buyout rachat* rachet* achet* takeover takes-over joins rejoint absorb*
invest: invest* inject* injecte pours pour-money mise stake actionnaire* shareholder* participation
raise: raise raises raised raising leve levee levees levent lever funding round rounds financement* secures lands
raise: tour-de-table tours-de-table tour-de-financement
valuation: valuation* valuing valued valoris* values worth vaut valorisee
partner: partner* partenar* alli* alliance* teams-up accord deal deals agreement* pact s-allie signe signent signs
datacentre: datacenter* datacentre* data-centre* centre-de-donnees centres-de-donnees data-center* campus
chip: chip chips puce puces semiconductor* semi-conducteur* semiconducteur* processor* processeur* gpu gpus accelerat*
compute: compute computing calcul supercomputer* supercalcul* gigawatt* capacity capacite* puissance gw megawatt*
launch: launch* lance lancer lancent lancement* unveil* devoil* introduc* presente presentent releas* rollout rolls
launch: debarque* deploie* deploy* deploient debuts arrive arrives arrivent arrivee sortie sort ships shipping lancee
launch: debut inaugure introducing disponible available disponibilite availability unveils lanceront
open: open opens opening ouvre ouvert ouverte ouvrir open-source opensource sourced ouverture libre
expand: expand* elargi* etend extend* extension etendre prolonge* widen*
trial: trial proces court tribunal la-justice judge juge jury audience hearing
sue: sue sues sued lawsuit* plainte* poursui* attaque-en-justice en-justice assigne suing
accuse: accus* alleg* blame* blames
convict: fined fine amende* penalty verser
stockmarket: stock stocks share shares bourse* cours nasdaq
stockmarket: wall-street record-high boursier* capitalisation actionnaires boursiere
plunge: slide slides slid shed sheds plung* tumbl* chut* plonge* slump* devisse*
plunge: selloff sell-off degringole* drops fall falls fell sink* baisse
surge: surg* soar* rall* jump* bondi* flamb* grimpe* hausse rises rise
ipo: ipo prospectus vers-la-bourse introduction-en-bourse entree-en-bourse s-1 listing goes-public files-public draft
layoff: layoff* laid licenci* job-cut* suppression*
staff: job jobs emploi* emplois employes employees workers salaries engineer* ingenieur* recrut*
outage: plantage*
outage: outage* panne* crash* downtime interruption* is-down down-for goes-down went-down goes-dark hors-service
outage: elevated-error not-answering not-responding ne-repond-plus hors-ligne inaccessible* indisponible* unavailable
hack: hack* breach* cyberattaque* cyberattack* pirat* intrusion* attack* attaque*
security: securit* cybersecur* safety surete vulnerab* faille* flaw* bug bugs
ads: ads ad advert* publicit* pub pubs annonceurs sponsored
teen: teen* ados ado adolescent* mineur* minor* enfant* child* children kids kid jeunes young
police: police cops gendarm* shooting shooter fusillade tuerie
military: military militaire* pentagon* army armee raid defense defence weapon* soldat*
regulator: cnil ftc cma garante arcep bafin
regulator: regulat* reglement* law laws loi lois antitrust concurrence commission watchdog legal
rumour: rumo* talks discussion* pourparlers negoci* negotiat* envisage* considers mulls weigh* eyeing
deny: deny denies denied dement* refute* nie
inquiry: investigat* enquet* inquiry inquiries probe probes probing
panel: committee* comite comites
scrape: scrape* scraping moissonn* aspire aspirent aspirer aspiration
abandon: abandon* renonc* drops-out scrap* cancel* annul* calls-off
halt: halt* suspend* pause pauses paused freez* froze* gele gelent shelv* benches benched arrete stoppe
halt: on-hold delay* retard* postpone* repousse* reporte reportee reporter met-en-pause
slow: slow* ralenti* frein*
price: price* prix tarif* cost costs cout couts subscription abonnement*
free: free gratuit*
voice: voice voix vocal* speech parole
image: image images picture* photo* visuel*
filmed: video videos film films clip*
code: code coding coder codage developer* developp* program*
assistant: assistant* chatbot* agent agents bot bots robot-conversationnel
robot: robot robots robotic* robotique* humanoid* humanoide*
search: search* recherche recherches moteur
shopping: shop* achat achats commerce e-commerce purchase*
school: school* ecole* etude* study studies student* etudiant* learn* apprentissage education
health: health* sante medic* hospital* hopita*
car: car cars voiture* vehicul* auto carplay driving conduite
glasses: glasses lunettes wearable* pendant*
hire: hire* hires hiring embauche* poach* debauche* talent*
quit: quit* resign* demission* depart* leaves quitte* ousted
government: secretary secretaire*
government: government* gouvernement* state etat president white-house maison-blanche elysee minister ministre
training: train* entrain* donnees-d-entrainement fine-tune* fine-tuning finetun*
energy: energ* nuclear nucleaire power electric* electri*
cloud: cloud nuage
language: language* langue* translat* tradui* traduction
personal: privacy vie-privee personal personnel* donnees data
sweden: sweden suede suedois*
germany: germany allemagne german
britain: britain uk royaume-uni british britannique* london londres
spain: spain espagne
india: india inde
japan: japan japon
family: parents parental* parent
watermark: watermark* filigrane*
backlash: backlash petition* mourn* complain* critici* critiqu* raille* mock* moque* syndicat* unions garanties worr*
backlash: inquiet* fear* craint* craign* craind* doubt* doute* dismiss*
backlash: denonc* denounc* reclam* manifest* protest* revolt* fronde
backlash: deplore* reagi* reacts reaction* outrage* outcry colere
dispute: dispute* argu* clash* feud* conflit* querelle threat* menac* spar standoff bras-de-fer litige
withdrawn: removes removed takes-down took-down retire withdraw* deplug* debranch*
misuse: blackmail* chantage injection jailbreak* misinform* desinform* deepfake* fake fakes hallucinat* broke broken
misuse: scam* arnaque* cease-and-desist plagi*
study: analys*
analysis: decrypt* pourquoi why lecon* lesson* consequence* enjeu* bubble bulle really vraiment
stage-jury: seated jurors selection jures
stage-open: opening-statements opening ouverture debut begins commence
stage-stand: takes-the-stand stand testif* temoign* barre expert ex-ingenieur testimony deposition
stage-verdict: verdict condamn* ruling guilty coupable sentenced sentences jugement convicted
quantum: quantum quantique*
drone: drone* uav
satellite: satellite* orbit* fusee rocket espace space spatial*
tax: tax taxes taxe* impot* levy
author: copyright* author* auteur* writers ecrivain* publishers editeurs newspapers journaux presse press
music: music* musique* song* chanson*
game: game* games gaming jeu jeux
phone: phone* smartphone* telephone* mobile handset*
browser: browser* navigateur*
memory: memory memoire* souvenir* remember*
mail: mail mails email* courriel* inbox boite
bank: bank* banque* bancaire*
insurance: insur* assurance* assureur*
climate: climat* carbon* carbone emission* warming
weather: weather meteo* forecast*
election: election* electoral* vote* voter* scrutin
water: water eau nappe
blaze: blaze incendie* feu fire
contract: contract* contrat* order commande* tender appel-d-offres
customer: customer* client clients clientele
supplier: supplier* fournisseur* vendor*
subsidiary: subsidiary filiale* unit
stake: stakes majority majorite minority minoritaire*
spin-off: spin* scission
layer: infrastructure* network* reseau* fibre fiber
keyboard: laptop* ordinateur* computer* pc pcs
office: office bureau* word excel spreadsheet* tableur*
meeting: meeting* reunion* call calls visio*
travel: travel* voyage* flight* hotel* trip*
food: food restaurant* grocer* courses repas
legal: lawyer* avocat* juridique*
doctor: doctor* medecin* patient* drug* medicament* clinical clinique*
factory: factor* usine* plant manufactur* fabri*
farm: farm* agri* fermier*
close: shut shuts shutting shutdown closure* ferme ferment fermer fermera fermeture* fermee fermees
house: home maison* household* domestique*
map: map maps carte cartes navigation gps
camera: camera* lens
emotion: friend* ami amis companion* compagnon* girlfriend lonel*
math: math* olympiad* theorem* preuve proof
science: scien* research* chercheur* laboratoire* lab labs
benchmark: benchmark* leaderboard* classement ranking score
watch: watch montre bracelet wrist
door: door sonnette doorbell
currency: crypto* bitcoin token*
child-safety: predator* abuse abus suicide
identity: identity identite* age verification
license: licen* licence licences
subscription: subscri* abonnement* abonne* tier formule plus premium pro
student: teacher* enseignant* professeur* homework copies exam* examen*
expect: expect* attendu* prevoi* prevu* devrait
first-step: step etape
ban: ban bans banned interdi* block* bloque*
rival: rival* concurrent* compet* riposte* challenge* defier
review: review reviews reviewed tested teste testes hands-on prise-en-main avis essai essaye* banc-d-essai tried
review: comparatif* comparison* versus vs meilleur-que lequel laquelle
explain: explain* explique* comprendre tout-savoir guide-to guide-pratique le-guide how-to comment works fonctionne*
password: password* mot-de-passe mots-de-passe
screen: screen* ecran*
light: light lumiere* lumineu* optic* optique* photonic* photonique* laser*
copper: copper cuivre
warehouse: warehouse* entrepot*
payment: payment* paiement* checkout payer pay paye pays-for
store: store stores magasin* boutique*
deliver: deliver* livraison* livre-a livrer livreur*
plane: plane planes avion* aircraft airline*
loan: loan* pret prets emprunt* borrow* debt dette* bond bonds obligations
profit: profit* benefice* earnings
revenue: revenue* chiffre-d-affaires recettes sales ventes turnover
loss: loss losses perte pertes
half: half moitie halves halve
quarter: quarter* trimestr*
merger: merger* merge merges fusion fusionn*
mayor: mayor* maire maires
city: city cities ville villes
war: war wars guerre*
book: book books livre livres novel* roman romans
actor: actor* acteur* actress* actrice* comedien*
dubbing: dub dubbing doublage doubleur*
museum: museum* musee*
football: football foot soccer
chess: chess echecs
toy: toy toys jouet jouets poupee* doll dolls
women: women woman femme femmes
elderly: elderly seniors
disease: disease* maladie* cancer* illness*
brain: brain* cerveau* neuro*
sleep: sleep* sommeil*
fitness: fitness workout* sport sports sportif* exercise
skin: skin peau
skill: skill skills competence*
heavy: weight weights poids
triple: triple* tripl*
surgery: surger* surgeon* surgic* chirurg*
truck: truck* camion* lorry lorries
bike: bike* velo velos
station: gare gares
airport: airport* aeroport*
sea: sea mer ocean* marine
moon: moon lune lunaire lunar
heat: heat chaleur
animal: animal* animaux
whale: whale* baleine*
dolphin: dolphin* dauphin*
theft: theft* thief thieves stolen steal* vole volee voles voler voleur*
fraud: fraud*
prison: prison jail*
strike: greve* walkout*
wage: wage wages salaire* paycheck*
pension: pension* retraite*
university: universit*
patent: patent* brevet*
wallet: wallet* portefeuille*
invoice: invoice* factur* billing
shortage: shortage* penurie*
refund: refund* rembours*
apology: apolog* excuse* sorry pardon
leak: leak* fuite fuites
window: fenetre*
keys: keyboard* clavier*
printer: printer* imprimante*
headset: headset* casque*
earbuds: earbud* ecouteur* headphone* oreillette*
ring: bague*
clothes: clothes clothing vetement* fashion
kitchen: kitchen* cuisine* recipe*
wine: wine vin vins
coffee: coffee
crop: crop crops recolte*
mining: mining mines minerai*
rare-earth: rare-earth terres-rares
foundry: foundry foundries fonderie*
encryption: encrypt* chiffrement chiffre-de
ransom: ransom* rancon*
phishing: phish* hameconn*
spy: spy spies spyware espion*
hate: hate hateful haine haineux
therapy: therap* psycholog* psychiatr*
dating: dating rencontre rencontres
building: building* batiment* immeuble*
construction: construct* chantier* construi* batir bati builds build building-of
rent: rent rents rental louer loue location leas*
permit: permit permits permis
noise: noise* bruit*
speak: speak* parle parler parlent talks-to talking
listen: listen* ecoute*
write: writ* ecri* redige* redact*
summary: summar* resume resumes resumer
answer: answer* repond* reponse*
reason: reason* raisonne*
booking: booking* reserv*
dream: dream* reve reves
predict: predict* prediction* predi* prevoir
diagnose: diagnos*
walk: walk walks walking marche marcher
repair: repair* repar* fix fixes fixed corrig* correctif* patch patches patched
clean: clean* nettoy* menage
hidden: hidden invisible* cachee masque*
fast: fast faster rapide* quick* vitesse speed
cheap: cheap* moins-cher bon-marche low-cost
powerful: powerful puissant*
border: border* frontiere*
pilot: pilot* pilote*
desert: desert*
grid: grid reseau-electrique
wind: eolien* wind
solar: solar solaire*
gas: gas gaz
oil: oil petrole*
reactor: reactor* reacteur*
secret: secret* confidential* confidentiel*
fired: fired renvoye* limoge*
chair: chairman chairwoman president-du-conseil
reopen: reopen* rouvr*
sell: sells sell sold selling vend vendu vendue vendre vente sale
rule: rules regles
sovereign: sovereign* souverain*
secure: secure* securis*
summit: summit* sommet
pledge: pledge* promesse* promet promise* engagement* commit*
conference: conference* keynote
spending: spend* depense* depenser
headquarters: headquarters hq siege
"""

_EXACT: dict[str, str] = {}
_PREFIX: dict[str, str] = {}
_PHRASES: dict[str, str] = {
    "open ai": "openai",
    "hugging face": "huggingface",
    "chat gpt": "chatgpt",
    "deep mind": "deepmind",
    "x ai": "xai",
    "mise a jour": "update",
    "mises a jour": "update",
    "mise en": "dans",
    "mises en": "dans",
    "en cours": "dans",
    "au cours": "dans",
    "wall street": "stockmarket",
    "in stock": "dollars",
    "all stock": "dollars",
    "stock deal": "dollars",
    "ray ban": "rayban",
    "sans quitter": "dans",
    "poursuit ses": "dans",
    "poursuit son": "dans",
    "poursuit sa": "dans",
    "poursuivent leur": "dans",
    "comble son retard": "rival",
    "comble le retard": "rival",
    "rattrape son retard": "rival",
    "rattraper son retard": "rival",
    "rattraper le retard": "rival",
    "tried to": "attempt",
    "shake hands on": "partner",
    "shakes hands on": "partner",
    "s attaque": "rival",
    "s attaquent": "rival",
    "tim cook": "apple",
    "lisa su": "amd",
    "masayoshi son": "softbank",
    "lip bu tan": "intel",
    "liang wenfeng": "deepseek",
    "marque a la pomme": "apple",
    "firme a la pomme": "apple",
    "mountain view": "google",
    "menlo park": "meta",
    "world lab": "worldlabs",
    "andy jassy": "amazon",
    "robin li": "baidu",
    "demis hassabis": "deepmind",
    "thinking machine": "thinkingmachines",
    "mira murati": "thinkingmachines",
    "safe superintelligence": "ssi",
    "ilya sutskever": "ssi",
    "andreessen horowitz": "a16z",
}
for _line in _CONCEPTS.strip().split("\n"):
    _name, _, _words = _line.partition(":")
    _EXACT[_name] = _name
    for _word in _words.split():
        if "-" in _word:
            _PHRASES[_word.rstrip("*").replace("-", " ")] = _name
        else:
            (_PREFIX if _word.endswith("*") else _EXACT)[_word.rstrip("*")] = _name


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of them, the longest first; by first letters, which at a word's beginning tries a twentieth."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter.setdefault(phrase[0], []).append(phrase[1:].replace(" ", "[ -]"))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


PHRASE = re.compile(rf"\b({_any_of(_PHRASES)})s?\b")
"""Names and concepts of several words, in folded text."""


def fold(text: str) -> str:
    """Lower case without accents; typographic quotes become spaces."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return plain.replace("'", " ").replace("’", " ").replace("`", " ")  # a table takes ten times as long


def words_of(text: str) -> list[str]:
    """The runs of letters and digits: by the pattern's meaning, at a quarter of its cost for most texts."""
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(" ", text)
    return text.translate(_BETWEEN).split() if text.isascii() else _WORD.findall(text)


def spelled_words(text: str) -> list[bytes]:
    """The same in UTF-8."""
    if text.isascii():
        return text.encode().translate(_BETWEEN_BYTES).split()
    return [word.encode() for word in words_of(text)]


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """The same for a single word, which mostly was folded before."""
    return fold(word)


def join_phrases(folded: str) -> str:
    """Folded text with each phrase as the one word that stands for it: `centre de donnees` → `datacentre`."""
    return PHRASE.sub(lambda found: _PHRASES[found.group(1).replace("-", " ")], folded)


_FAINT_CONCEPTS = """launch invest raise partner code assistant personal open rival expect government price security
image search free deal"""
FAINT_CONCEPTS = frozenset(_FAINT_CONCEPTS.split())
STEM = 6
"""Letters of a word that count: `technologie` and `technology`, `sécurité` and `security` meet."""


@lru_cache(maxsize=16384)
def concept_of(word: str) -> str | None:
    """The concept of a folded word, or None."""
    if (exact := _EXACT.get(word)) is not None:
        return exact
    for size in range(min(len(word), 14), 2, -1):
        if (found := _PREFIX.get(word[:size])) is not None:
            return found
    return None


WEIGHED = (0.35, 0.7, 1.0, 1.4, 1.5, 2.0)
"""What a word may weigh, if anything."""


@lru_cache(maxsize=16384)
def weigh(word: str) -> tuple[str, float]:
    """The key and the weight of a folded word: 0 for a stop word, 2 for a word that the table does not know."""
    if word in STOP or len(word) < 2 or word.isdigit():
        return word, 0.0
    if word in WATCHED:
        return word, 1.0
    if word in OWNERS:
        return word, 2.0
    if word in FAINT:
        return word[:STEM], 0.35
    if (concept := concept_of(word)) is not None:
        return f"~{concept}", 0.7 if concept in FAINT_CONCEPTS else 1.5
    stem = word.rstrip("s") if len(word) > 4 else word
    return stem[:STEM], 2.0 if len(word) > 3 else 1.4


def is_common(word: str) -> bool:
    """Whether the table knows the folded word as an ordinary word: then a capital makes no name of it."""
    return word in STOP or word in FAINT or (word not in WATCHED and concept_of(word) is not None)


def is_plain(word: str) -> bool:
    """Whether the folded word is in the dictionary: then a capital at the beginning of a sentence says nothing."""
    return word in _plain()


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    text = (Path(__file__).parents[1] / "rules" / "common-words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
