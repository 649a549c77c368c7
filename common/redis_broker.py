"""Redis as the broker, with one repair to kombu's transport (5.7).

A worker that takes one message at a time asks for the next after it has acknowledged the last. If Redis goes away just
then, the acknowledgement fails, kombu goes on counting the message as unanswered, and the worker never asks again: it
neither notices the lost connection nor works when Redis is back. Here a message always counts as answered, so the
worker asks, notices, and connects again. The job's row says what became of the work.
"""

from kombu.transport import redis


class QoS(redis.QoS):
    def ack(self, delivery_tag):
        try:
            super().ack(delivery_tag)
        finally:
            self._quick_ack(delivery_tag)

    def reject(self, delivery_tag, requeue=False):
        try:
            super().reject(delivery_tag, requeue=requeue)
        finally:
            self._quick_ack(delivery_tag)


class Channel(redis.Channel):
    QoS = QoS


class Transport(redis.Transport):
    Channel = Channel
