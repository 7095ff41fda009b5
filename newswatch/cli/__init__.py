"""The newswatch command: each group of subcommands has a module, which calls what does the work.

All of it: app (with usage, output, streams). The pipeline: pipeline (assemble, opening, serving, serving_crawl,
crawling, rereading, last_good, readable), backfill, revisits. What is watched: watch (sources_*; the demo: playing).
Trying and judging: detect (trying, measuring, learning, wording, row_files), shadow. Looking: look (telling, reasons,
fates), dead (failing), serve, digest (digest_day). What a person says: peace (peace_feedback, peace_reactions),
rulings. Upkeep: peace_upkeep (upkeep_day, peace_retention, peace_clock), peace_watch and peace_pass (operators).
Putting right: mend (rebuilding, redeciding), init (preparing, kibana, slack), doctor (doctor_*, canary).
"""
