"""The words that show what became of a thing that is out, or of a deal that is told: lines of sign_table.py.

`later` is shown by what no report of the thing itself says; `later?` by what one may say beside it, so it counts only
in a headline that launches and buys nothing. What is common to launches is not in here on purpose: what a thing gets or
comes to, who may have it, how it scores. Nor is what the card must learn: who denies the deal, calls it off, closes it.
"""

from __future__ import annotations

LATER = r"""
later?: reaches|reached|hits|passes|passed|tops|topped|crosses|crossed|surpasses|surpassed|exceeds|exceeded|nears
  |franchit|depasse|atteint|revendique|seduit >\b.{0,30}\b(?:millions?|thousands?|milliers?|\d{3}|mark
  |cap)\b.{0,30}\b(?:users|customers|subscribers|downloads|installs|sign.?ups|utilisateurs|clients|abonnes
  |telechargements)\b
later?: million|millions|thousands|hundreds|milliers|centaines > .{0,40}\b(?:(?:now|already) use|are using
  |have (?:tried|used|downloaded|bought|signed up)|signed? up|(?:l )?utilisent|ont (?:deja )?(?:essaye|utilise
  |telecharge|adopte))\b
later?: first|premier|premiere > (?:day|week|month|year|jour|semaine|mois|annee)\b.{0,20}\b(?:numbers|figures
  |chiffres)\b
later?: revenues?|sales|profits?|turnover|chiffre d affaires|ventes > .{0,20}\b(?:soars?|surges?|jumps?|doubles?
  |triples?|climbs?|explosent|bondit|grimpe\w*|s envolent?|s envole)\b
later: system prompt|source code|prompt systeme|code source > .{0,40}\b(?:leaks?|leaked|spills?|fuite|fuitent)\b
later: leaks?|leaked|reveals|exposes|extracts?|extracted|devoilent|divulguent >\b.{0,25}\b(?:system prompt
  |prompt systeme)\b
later: senators?|lawmakers|congress\w*|mps|ministers?|deputes?|senateurs?|elus|eu|brussels|bruxelles|watchdogs?
  |regulators?|attorneys? general|governments?|cnil|gouvernement > (?:asks?|asked|questions?|questioned|press|presses
  |quiz\w*|grills?|grilled|summons?|summoned|writes? to|wrote to|wants? answers|interroge\w*|questionne\w*
  |interpelle\w*|convoque\w*|somme|somment|demanden?t? (?:a|aux?|des))\b
later: faces|faced|facing|blasted|lambasted|slammed|criticised|criticized|mocked|ridiculed > (?:\w+ ){0,2}(?:over
  |questions|criticism|critics|backlash|scrutiny|lawsuits?|complaints|outcry|anger|boycott)\b
later: under fire|sous le feu des critiques|dans la tourmente|dans le viseur
later: draws|drew|sparks?|sparked|prompts|prompted|triggers?|triggered|stirs?|provokes?|provoked|fuels|fuelled|suscite
  |suscitent|provoque|provoquent|declenche|declenchent|souleve|soulevent|essuie|s attire
  |attise >\b.{0,20}\b(?:criticism|backlash|outcry|outrage|anger|fury|protests?|complaints|lawsuits?|boycott
  |controversy|uproar|alarm|critiques|polemique|colere|tolle|indignation|inquietudes?|controverse|plaintes?
  |protestations|fronde)\b
later?: anger|angers|angered|enrages?|infuriates?|upsets?|irritates?|frustrates?|annoys?|enerve|enervent|agace|agacent
  |exaspere|exasperent|irrite|irritent|fache|fachent|mecontente|mecontentent > (?:les |ses |the |its |some
   |many )?\w+s\b
later?: complain|complains|complained|se plaint|se plaignent|grumble|fume > (?:about|that|of|over|as|d|de|des|du
  |que)\b
later?: fear|fears|worry|worries > (?:for|about|over|losing|that|being)\b
later?: s inquiete|s inquietent|redoutent|craignent|se mefient|se revoltent|se rebellent|protestent|grognent > (?:pour
  |d|de|des|du|face|contre|la|le|les|que|apres)\b
later?: s inquietent|se revoltent|se rebellent|protestent|grognent >$
later?: protest|protests|protested|revolt|rebel|rally|demonstrate|walk out|manifestent|petition > (?:\w+ )?(?:against
  |over|outside|at|contre|devant)\b
later: boycotts?|boycotted|calls? for|call to|calls to|reclame|reclament|demande|demandent|exige|exigent|appelle a
  |appellent a > .{0,20}\b(?:boycott\w*|ban|banning|moratorium|moratoire|interdiction|interdire|retrait)\b
later?: is|are|was|goes|went > (?:\w+ )?(?:down|offline)\b(?! (?:to|by|the|from|\d))
later?: suffers?|suffered|hit by|knocked|subit|victime d > .{0,25}\b(?:outages?|crash\w*|offline|breach|glitch\w*
  |pannes?)\b
later?: outages?|pannes? > (?:hits?|leaves?|left|knocks?|takes?|affects?|disrupts?|frappe\w*|touche\w*|prive\w*
  |paralyse\w*)\b
later?: est|sont|etait|tombe|tombent|tombee? > (?:\w+ )?(?:en panne|hors service|hors ligne|inaccessibles?
  |indisponibles?)\b
later?: sued|poursuivie?s?|attaquee?s?|assignee?s? > (?:\w+ )?(?:over|by|for|in|en justice|devant)\b
later: lawsuit|lawsuits|class action|plainte|proces|legal action > (?:over|against|accuses|alleges|says|claims|contre
  |visant)\b
later: settles?|settled > .{0,30}\b(?:lawsuit|suit|case|dispute|claims?|copyright)\b
later: court|judge|tribunal|juge > (?:in \w+ )?(?:says|finds|found|hears|estime)\b
later?: cuts?|halves|slashes|slashed|lowers|lowered|raises|raised|hikes|doubles|baisse|divise|reduit|augmente|casse
   > .{0,20}\b(?:prices?|cost|fees?|prix|tarifs?) (?:of|for|on|d|de|des|du)\b
later: head|heads|founder|founders|cofounder|co-founder|creator|boss|leader|lead|engineer|designer|ceo|cto|researcher
  |inventor|patron|patronne|fondateur|fondatrice|fondateurs|cofondateur|cofondatrice|createur|createurs|responsable
  |directeur|directrice >\b[^,:;]{0,50}(?:, .{0,50}, )?\b(?:leaves?|left|quits?|resigns?|resigned|departs?|departed
  |steps? down|is leaving|is out|quitte|quittent|demissionne|claque la porte|s en va)\b(?!.{0,60}\b(?:join|joins
  |joining|for|to|pour|chez|rejoi\w+)\b)
later: loses|lost|perd|poaches|poached|debauche > (?:\w+ ){0,4}(?:head|chief|founder|cofounder|creator|engineers?
  |designer|leader|researchers?|patron|fondateur|createur|ingenieure?s?|responsable|chercheu\w+)\b
later?: hires?|hired|taps|appoints|appointed|embauche|recrute|nomme > .{0,60}\b(?:to (?:run|lead|head|oversee)
  |pour (?:diriger|piloter|mener)|a la tete)\b
later?: hires?|hired|embauche|recrute > (?:an? |un |une |its |son |sa )?(?:new |nouve\w+ |first |premiere? )?(?:chief
  |ceo|cto|cfo|president|boss|directeur|directrice|patronn?e?)\b
layoff: fires|sacks > .{0,30}\b(?:staff|workers|employees|people|team|engineers|percent|half|third|quarter)\b
layoff: lays off|lay off|laying off
layoff: se separe|met a la porte >.{0,25}\b(?:salaries|employes|ingenieurs|equipes?)\b
later: rolls? out|rolled out|rolling out|deploys?|deployed|deploying|gives|equips|hands|trains|deploie|deploient
  |generalise|equipe|forme >\b.{0,60}\b(?:to|across|for|with|among|aupres|a|chez|pour|dans) (?:all |de |d |tous
   |toutes )*(?:[\d ,.]+ )?(?:of )?(?:its|their|ses|leurs) (?:[\d ,.]+ )?(?:\w+ ){0,2}(?:staff|employees|workers
  |workforce|bankers|lawyers|engineers|consultants|advis[eo]rs|traders|nurses|doctors|teachers|soldiers|students
  |branches|equipes|salaries|collaborateurs|employes|agents|conseillers|enseignants|eleves|etudiants|avocats|banquiers
  |agences)\b
later: deploie|deploient|generalise|rolls? out|rolled out|deploys? > .{0,60}\b(?:aupres d\w*|to|chez
  |pour) [\d ,.]+ (?:of (?:its|their) )?(?:staff|employees|workers|bankers|lawyers|equipes|salaries|collaborateurs
  |employes|agents)\b
later: signs|signed > up for\b
later: scammers|hackers|criminals|fraudsters|spammers|cybercriminals|attackers|escrocs|pirates|arnaqueurs|fraudeurs
  |cybercriminels > (?:\w+ ){0,2}(?:use|used|using|abuse\w*|exploit\w*|turn|turned|utilisent|detournent|se servent)\b
later: lets?|letting|laisse|permettait > (?:\w+ )?(?:hackers|attackers|anyone|strangers|outsiders|thieves|pirates
  |n importe qui)\b
later: fake|bogus|counterfeit|copycat|malicious|faux|fausses?|contrefacons > (?:\w+ ){0,4}(?:apps?|sites?|websites?
  |extensions?|clones?|installers?|applications?|downloads?)\b
later: copycats|knock.?offs|contrefacons > .{0,40}\b(?:flood|pop up|spread|appear|emerge|envahissent|pullulent)\b
later?: doubles?|doubled|triples?|tripled|raises?|raised|resets?|lifts?|lifted|tightens?|lowers|lowered|relevent?
  |bride|plafonne >.{0,50}\b(?:limits?|caps?|quotas?|limites)\b
later?: limits|caps|quotas|limites > .{0,30}\b(?:doubled|raised|lifted|tightened|lowered|doublees|relevees)\b
later: pauses?|paused|halts?|halted|suspends?|suspended|freezes?|closes?|gele|ferme|interrompt > .{0,40}\b(?:sign.?ups
  |registrations?|new subscriptions|new orders|rollout|inscriptions|deploiement)\b
later: pulls|pulled|withdraws|withdrew|rolls back|rolled back|takes down|yanks|yanked|disables|disabled|retires
  |discontinues|discontinued|sunsets|to retire|will retire|retirera|va retirer|desactive|debranche|retire
  |annonce l arret|signe l arret >(?! (?:from|ahead|in|together|off|up|back)\b| .{0,25}\bout of\b
  | [^,:;]{0,60}\b(?:offer|bid|offre|DEAL))\b
later?: working on|works on|travaille|travaillent|planche|planchent > (?:deja |already )?(?:sur )?(?:(?:the |its |a
   |la |une |sa )?(?:second|next|deuxieme|prochaine) version|(?:the |its |a |an |le |un |son )?(?:successor|follow.?up
  |successeur)|[a-z]+ \d)\b
later: ceo|chief|boss|chairman|patron|pdg|founder|fondateur > (?:\w+ |d \w+ |de \w+ )?(?:warns?|warned|predicts?
  |predicted|admits?|admitted|regrets?|jokes|boasts|previent|predit|admet|reconnait|regrette|se felicite)\b
later: ceo|chief|boss|patron|pdg > .{0,8}\b(?:says?|said|dit|estime) .{0,40}\b(?:will (?:cost|kill|replace|destroy
  |end)|va (?:couter|tuer|remplacer|detruire)|suppressions)\b
later: ^who is|^who are|^qui est|^qui sont|^c est quoi|^what is|^what s > (?:\S+ ?){1,6}[?,]
later: ^timeline|^chronologie|^portrait|^profile|^profil|^interview|^entretien|^podcast|^explainer|^opinion|^inside
   > ?(?:[:|–—-]|of|d|de|des|du|the)\b
later: ^how|^comment > .{3,50}\b(?:built|made|created|trained|came to|a (?:concu|cree|construit|entraine|fabrique))\b
guide: opens up|se confie|revient > (?:about|on|sur)\b
guide: explains|explique > (?:how|why|what|comment|pourquoi|ce)\b
later?: publishes?|published|publie > (?:an? |the |its |un |son |le |une |sa )?(?:\w+ ){0,2}(?:safety report
  |risk report|transparency report|post.?mortem|rapport|guidelines)\b
review: and|et|or|ou > (?:the|la|l|le) (?:end|death|fin|mort|avenir|future) (?:of|de|des|d|du)\b
review: sonne|signe > (?:t.(?:il|elle) )?(?:la fin|le glas|la mort)\b
review: sonne.t.il|sonne.t.elle
review: un cadeau|une bombe|un danger > (?:pour|a retardement)\b
review: paid|pays|overpaid|paye|surpaye > (?:far |way |bien )?(?:too much|trop cher)\b
answer: analysts?|analystes? > (?:say|said|warn|estiment|jugent)\b
answer: calls|called|brands|branded|qualifie|traite|juge > .{0,40}\b(?:dishonest|dangerous|reckless|useless|stupid
  |garbage|theft|unsafe|irresponsible|overhyped|creepy|evil|illegal|malhonnetes?|dangereu\w+|inutiles?|illega\w+
  |irresponsables?)\b
answer: se moque|se moquent|se gausse > d
answer: deny|denies|denied|dement|nie > .{0,40}\b(?:was|were|had been|has been|avoir ete|a ete) (?:\w+ )?(?:trained
  |built|copied|stolen|used|leaked|entraine\w*|copie\w*|vole\w*|utilise\w*)\b
answer: deny|denies|denied|dement|nie > (?:\w+ ){0,2}(?:plans?|wants?|vouloir|projet\w*) (?:to |de |d )?(?:close|shut
  |fire|lay|fermer|supprimer|licencier|delocaliser)\b
later: researchers?|hackers?|experts|scientists|chercheurs|hackeurs|pirates > (?:\w+ ){0,2}(?:jailbreak\w*|trick
  |tricked|hack|hacked|broke|bypass|bypassed|fool|fooled|manipulate\w*|piegent|contournent|detournent|trompent|hackent
  |piratent)\b
later?: fixes|fixed|patches|patched|corrige|corrigent|repare|comble > .{0,20}\b(?:bugs?|flaws?|vulnerabilit\w+|holes?
  |glitch\w*|failles?|defauts?)\b
later: found > to (?:have|be|contain|lie|leak|copy)\b
later?: accused|suspected|accusee?s?|soupconnee?s?|epinglee?s? > (?:of|d|de|par|pour)\b
later: hallucinates?|hallucinated|made up|makes up|invented|a invente|invente > .{0,20}\b(?:laws?|cases?|quotes?
  |sources|citations|loi|lois|jurisprudence)\b
later: employees|staff|workers|founders|investors|backers|shareholders|salaries|fondateurs|investisseurs|actionnaires
   > .{0,50}\b(?:share|split|pocket|make|made|earn|earned|reap|cash in|get rich|become millionaires|se partagent
  |vont se partager|empochent|touchent|s enrichissent)\b(?! (?:(?:a )?(?:bid|offer|deal)|details|plans|their|how))
later?: moves?|moved|folds?|folded|merges|transfers?|transferred|transfere|rattache > .{0,40}\b(?:teams?|staff|unit
  |division|engineers|equipes?)\b.{0,40}\b(?:to|into|under|chez|a|au|dans)\b
later: resells?|to resell|offloads?|to offload|divests?|spins off|spins out|revend|revendre|va revendre
  |cherche a vendre
later: had offered|had tried to buy|had bid|was outbid|avait propose|avait offert|avait tente
later: sues|suing > (?:\S+ ){0,4}(?:to (?:block|stop|halt)|over|for|pour)\b
later: pentagon|watchdogs?|regulators?|governments?|schools?|universit\w+|ministry|ministere|army|courts?|unions?
  |banks?|cnil|gouvernement|fisc|rectorat|parlement|parliament|police > (?:\w+ ){0,2}(?:bans?|banned|blocks?|blocked
  |forbids|prohibits?|outlaws|suspends?|interdi\w+|bloque|bannit)\b(?![^,:;]{0,60}\bDEAL)
later?: passes|passed|aces|aced|fails|failed|flunks|reussit|rate|decroche > (?:\w+ +){0,4}(?:exams?|examen|concours
  |bac)\b
later?: opens?|opened|opening|ouvre|inaugure|closes?|closed|shuts|ferme > (?:\w+ ){0,4}(?:offices?|headquarters
  |bureaux?|siege)\b
"""
