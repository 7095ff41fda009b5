"""Pure functions over messages, and the table that makes them a pipeline (pipeline.py).

A stage stands here, a module each: extract (run by extract_stage), flag, cluster, index, notify, and deliver, which
serves the store. What a stage calls stands in its room: page (extract), detect and rules (flag), matching and stories
(cluster), alerting (notify and deliver); dressing is asked by several. Beside the stages: canary (a made-up story),
otherwise (what would be flagged without a veto). What measures them from above: measure.
"""
