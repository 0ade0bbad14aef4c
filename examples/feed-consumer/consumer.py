"""Reads the public feed of events. It needs kafka-python (Debian: python3-kafka, PyPI: kafka-python):
python3 consumer.py localhost:9092
"""
import json
import sys

from kafka import KafkaConsumer

if __name__ == "__main__":
    # Offsets move after the work is done: an event may come twice and is never left out
    consumer = KafkaConsumer(
        "veaiops.events",
        bootstrap_servers=sys.argv[1],
        group_id="example-consumer-python",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    print("waiting for events", flush=True)
    for record in consumer:
        headers = {name: value.decode() for name, value in record.headers}
        event = json.loads(record.value)
        # The records of one problem have one key and come in order; ce_id is the same when one is repeated
        print(headers.get("ce_type"), headers.get("ce_id"), event.get("event_level"), event.get("title"), flush=True)
        consumer.commit()
