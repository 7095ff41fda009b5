"""newswatch under the real Airflow on the real Kafka and Elasticsearch, with the fake Slack over HTTP.

One Airflow is brought up for all of it (conftest.py); each file stands alone, too.
"""
