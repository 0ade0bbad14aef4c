package routes.steps.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FreshProducerTest {
    private final List<MockProducer<Object, Object>> made = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private Runnable beforeSend = () -> {};
    private final FreshProducer producer = new FreshProducer(this::make, clock::get);

    @Test
    void a_producer_that_was_refused_or_never_answered_is_made_anew_and_the_callers_hear_of_their_failures() {
        fail(new SaslAuthenticationException("wrong password"));
        fail(new TimeoutException("expired"));

        send();

        assertThat(made).hasSize(3);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made.get(1).closed()).isTrue();
        assertThat(made.get(2).history()).hasSize(1);
        assertThat(failures).hasSize(2);
    }

    @Test
    void a_producer_that_has_written_a_record_is_kept() {
        send();
        made.get(0).completeNext();

        fail(new TimeoutException("the brokers are away"));
        fail(new SaslAuthenticationException("the password changes"));

        assertThat(made).hasSize(1);
        assertThat(made.get(0).closed()).isFalse();
    }

    @Test
    void a_record_that_is_no_good_says_nothing_of_the_producer() {
        fail(new RecordTooLargeException("too large"));

        assertThat(made).hasSize(1);
    }

    @Test
    void many_failures_at_once_make_one_new_producer() {
        send();
        send();
        send();
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        for (int i = 0; i < 3; i++) {
            made.get(0).errorNext(new TimeoutException("expired"));
        }
        send();
        made.get(1).errorNext(new TimeoutException("expired"));

        assertThat(made).hasSize(2);
        assertThat(failures).hasSize(4);
    }

    @Test
    void a_record_that_meets_a_producer_while_it_is_given_up_fails_as_if_kafka_were_away() {
        send();
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        beforeSend = () -> made.get(0).errorNext(new TimeoutException("expired"));

        assertThatThrownBy(this::send)
                .isInstanceOf(TimeoutException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        send();

        assertThat(made.get(1).history()).hasSize(1);
    }

    @Test
    void a_closed_producer_is_not_followed_by_another_one() {
        send();
        clock.addAndGet(Duration.ofSeconds(2).toNanos());

        producer.close();
        made.get(0).errorNext(new TimeoutException("closing"));

        assertThat(made).hasSize(1);
        assertThat(made.get(0).closed()).isTrue();
    }

    private void fail(RuntimeException failure) {
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        send();
        made.get(made.size() - 1).errorNext(failure);
    }

    private void send() {
        producer.send(new ProducerRecord<>("topic", "key", "value"), (metadata, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    private MockProducer<Object, Object> make() {
        MockProducer<Object, Object> mock =
                new MockProducer<>(false, (topic, text) -> new byte[0], (topic, text) -> new byte[0]) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<Object, Object> record, Callback callback) {
                        Runnable now = beforeSend;
                        beforeSend = () -> {};
                        now.run();
                        return super.send(record, callback);
                    }
                };
        made.add(mock);
        return mock;
    }
}
