package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.steps.inbound.InboundLark.said;

import com.mongodb.MongoTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.store.MongoInbox;

/** One event has its effect once, wherever the process dies or the store goes away. */
@Tag("slow")
class InboundOnceTest {
    private static final String EVENTS = "veaiops__inbound_event";
    /** How often the repository finds no store yet. */
    private static final AtomicInteger OUTAGES = new AtomicInteger();

    private static final AtomicInteger QUESTIONS = new AtomicInteger();
    private static InboundLark inbound;

    /** The repository of the application behind a store that is away now and then. */
    public static final class Outages implements CamelConfiguration {
        @BindToRegistry(lazy = true)
        public IdempotentRepository handledEvents(MongoInbox inbox) {
            return new MemoryIdempotentRepository() {
                @Override
                public boolean contains(String key) {
                    QUESTIONS.incrementAndGet();
                    if (OUTAGES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new MongoTimeoutException("the store is away");
                    }
                    return inbox.done(key);
                }

                @Override
                public boolean add(String key) {
                    return inbox.done(key);
                }
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        inbound = new InboundLark(new Outages());
    }

    @AfterAll
    static void stop() {
        inbound.close();
    }

    @BeforeEach
    void forget() {
        OUTAGES.set(0);
        QUESTIONS.set(0);
        inbound.forget();
    }

    @Test
    void an_event_waits_for_the_store_and_is_then_handled_once() {
        OUTAGES.set(3);
        InboundEvent event = message("om_1");

        inbound.work(event);

        assertThat(QUESTIONS).hasValue(4);
        assertThat(inbound.published()).hasSize(1);
        assertThat(states()).containsExactly("DONE");
        assertThat(inbound.log.values("veaiops.inbound.dead")).isEmpty();
    }

    @Test
    void a_handled_event_is_skipped_after_an_outage_too() {
        InboundEvent event = message("om_1");
        inbound.work(event);
        inbound.log.clear();
        OUTAGES.set(2);

        inbound.work(event);

        assertThat(inbound.published()).isEmpty();
        assertThat(states()).containsExactly("DONE");
    }

    /** A kill between the work and event-done leaves the effect without its mark; the log is read again. */
    @Test
    void an_event_that_was_cut_off_before_its_mark_is_worked_on_again_and_has_its_effect_once() {
        InboundEvent event = message("om_1");
        inbound.work(event);
        inbound.collection(EVENTS).deleteMany(new Document());

        inbound.work(event);

        assertThat(inbound.published()).as("published before the cut").hasSize(1);
        assertThat(inbound.collection("veaiops__chatops_message").countDocuments())
                .isEqualTo(1);
        assertThat(states()).containsExactly("DONE");
    }

    /** A kill before anything was published: the repetition does what is missing. */
    @Test
    void an_event_that_was_cut_off_before_its_message_was_published_is_published_by_the_repetition() {
        InboundEvent event = message("om_1");
        inbound.work(event);
        inbound.collection(EVENTS).deleteMany(new Document());
        inbound.collection("veaiops__chatops_message").deleteMany(new Document());
        inbound.log.clear();

        inbound.work(event);

        assertThat(inbound.published()).hasSize(1);
        assertThat(states()).containsExactly("DONE");
    }

    @Test
    void an_unknown_event_stays_unknown_at_the_end_of_its_exchange() {
        inbound.work(inbound.event(EventTypes.UNKNOWN, said("om_1", "text", "{}")));

        assertThat(states()).containsExactly("UNKNOWN");
    }

    private static InboundEvent message(String id) {
        return inbound.event(EventTypes.MESSAGE, said(id, "text", "{\"text\":\"hello\"}"));
    }

    private static Iterable<String> states() {
        return inbound.collection(EVENTS).distinct("state", String.class);
    }
}
