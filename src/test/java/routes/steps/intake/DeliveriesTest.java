package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.store.MongoDeliveryKeys;
import routes.store.StoreIndexes;
import routes.store.WireServer;

/** The repository of deliveries over the store. */
@Tag("slow")
class DeliveriesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration KEPT = Duration.ofHours(2);

    private final WireServer server = WireServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_delivery_is_added_once_and_known_until_its_time_is_over() {
        Deliveries noon = at(NOON);

        assertThat(noon.contains("d1")).isFalse();
        assertThat(noon.add("d1")).isTrue();
        assertThat(noon.add("d1")).isFalse();
        assertThat(noon.confirm("d1")).isTrue();

        assertThat(at(NOON.plus(KEPT).minusMillis(1)).contains("d1")).isTrue();
        assertThat(at(NOON.plus(KEPT)).contains("d1")).isFalse();
        assertThat(at(NOON.plus(KEPT)).add("d1")).as("taken again").isTrue();
        assertThat(at(NOON.plus(KEPT).plusSeconds(1)).contains("d1")).isTrue();
    }

    @Test
    void a_delivery_that_failed_is_new_again_and_others_stay() {
        Deliveries deliveries = at(NOON);
        deliveries.add("d1");
        deliveries.add("d2");

        assertThat(deliveries.remove("d1")).isTrue();
        assertThat(deliveries.remove("d1")).isFalse();

        assertThat(deliveries.contains("d1")).isFalse();
        assertThat(deliveries.contains("d2")).isTrue();
        deliveries.clear();
        assertThat(deliveries.contains("d2")).isFalse();
    }

    @Test
    void each_route_has_its_own_deliveries() {
        Deliveries deliveries = at(NOON);

        assertThat(deliveries.add(of("releases"), "7")).isTrue();

        assertThat(deliveries.contains(of("releases"), "7")).isTrue();
        assertThat(deliveries.contains(of("tickets"), "7")).isFalse();
        assertThat(deliveries.remove(of("tickets"), "7")).isFalse();
        assertThat(deliveries.remove(of("releases"), "7")).isTrue();
    }

    @Test
    void the_store_deletes_what_has_expired() {
        StoreIndexes.create(server.database());

        at(NOON).add("d1");

        assertThat(server.database()
                        .getCollection("veaiops__delivery")
                        .find()
                        .first()
                        .getDate("expires_at"))
                .isEqualTo(NOON.plus(KEPT));
        assertThat(server.database().getCollection("veaiops__delivery").listIndexes())
                .extracting(index -> index.get("key", Document.class))
                .contains(new Document("_id", 1));
    }

    @Test
    void without_the_store_no_method_answers() {
        Deliveries deliveries = at(NOON);
        server.takeAway();

        assertThatThrownBy(() -> deliveries.contains("d1")).isInstanceOf(MongoException.class);
        assertThatThrownBy(() -> deliveries.add("d1")).isInstanceOf(MongoException.class);
    }

    @Test
    void a_time_that_keeps_nothing_is_refused() {
        assertThatThrownBy(() ->
                        new Deliveries(new MongoDeliveryKeys(server.database()), Duration.ZERO, Clock.systemUTC()))
                .hasMessageContaining("veaiops.deliveries.keep-hours");
    }

    private Deliveries at(Instant now) {
        return new Deliveries(new MongoDeliveryKeys(server.database()), KEPT, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Exchange of(String route) {
        DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getExchangeExtension().setFromRouteId(route);
        return exchange;
    }
}
