package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.repository.Query;
import routes.common.repository.Repository.Outcome;
import routes.common.security.Sealed;
import routes.datasource.connect.Connect;
import routes.datasource.connect.StoredSource;
import routes.subscription.Stamps;
import routes.subscription.SubscriptionRule;
import routes.subscription.owner.Owner;
import routes.subscription.owner.OwnerKind;
import routes.subscription.owner.StoredOwner;

/** Documents that something else wrote. */
@Tag("slow")
class DocumentsTest {
    private static final WireServer SERVER = WireServer.start();
    private static final String ID = "a".repeat(24);
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void empty() {
        SERVER.database().drop();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_connect_keeps_secrets_apart_and_loses_the_field_that_it_has_no_more() {
        MongoConnects connects = new MongoConnects(SERVER.database(), type -> Set.of("password"));
        store(
                Connect.COLLECTION,
                new Document("name", "z")
                        .append("type", "Zabbix")
                        .append("url", "http://a")
                        .append("proxy", "http://b")
                        .append("password", "sealed")
                        .append("id", "their own")
                        .append("count", 3));

        Connect read = connects.find(ID).orElseThrow();

        assertThat(read.fields()).isEqualTo(Map.of("url", "http://a", "proxy", "http://b", "id", "their own"));
        assertThat(read.secrets()).isEqualTo(Map.of("password", new Sealed("sealed")));
        assertThat(read.active()).isTrue();

        Connect changed =
                new Connect(ID, "z", "Zabbix", Map.of("url", "http://c"), read.secrets(), read.active(), read.stamps());

        assertThat(connects.replace(changed)).isEqualTo(Outcome.DONE);
        assertThat(connects.find(ID)).contains(changed);
    }

    @Test
    void owners_without_a_usable_name_are_shown_and_of_many_the_new_ones_are_added() {
        StoreIndexes.create(SERVER.database());
        MongoOwners owners = new MongoOwners(SERVER.database(), OwnerKind.PROJECT);
        store(CollectionNames.PROJECT, new Document("project_id", "p1").append("name", " "));

        assertThat(owners.find(ID).orElseThrow().name()).isEqualTo("?");

        List<StoredOwner> some = Stream.of("p1", "p2", "p3")
                .map(id -> StoredOwner.of(new Owner(id, "n", null), owners.newId(), Stamps.created(AT)))
                .toList();

        assertThat(owners.insertMissing(some)).isEqualTo(2);
        assertThat(owners.all(Query.ALL))
                .extracting(StoredOwner::businessId)
                .containsExactlyInAnyOrder("p1", "p2", "p3");
    }

    @Test
    void plain_values_of_another_type_count_as_missing_and_whole_numbers_may_be_floating() {
        store(
                CollectionNames.SUBSCRIPTION,
                new Document("name", 7)
                        .append("description", List.of())
                        .append("event_level", List.of("P0", "P9", 3))
                        .append("is_active", "no")
                        .append("end_time", "tomorrow")
                        .append("webhook_format", "smoke")
                        .append("remind_every_seconds", 60.0)
                        .append("message_time_zone", "Mars/Olympus")
                        .append("start_time", Date.from(AT)));

        SubscriptionRule read = subscriptions().find(ID).orElseThrow();

        assertThat(read.wanted().name()).isEmpty();
        assertThat(read.wanted().levels()).hasSize(1);
        assertThat(read.wanted().startTime()).isEqualTo(AT);
        assertThat(read.wanted().endTime()).isAfter(AT);
        assertThat(read.active()).isTrue();
        assertThat(read.hook().format().wireName()).isEqualTo("legacy");
        assertThat(read.pacing().remindEverySeconds()).isEqualTo(60);
        assertThat(read.wording().usual()).isTrue();
    }

    @Test
    void a_condition_that_cannot_be_read_is_not_left_out() {
        store(
                CollectionNames.SUBSCRIPTION,
                new Document("name", "a")
                        .append(
                                "matchers",
                                List.of(new Document("name", "host")
                                        .append("op", "=~")
                                        .append("value", "("))));

        assertThatThrownBy(() -> subscriptions().find(ID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ID);
        assertThatThrownBy(() -> subscriptions().all(Query.ALL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_another_application_stored_beside_our_fields_stays() {
        store(CollectionNames.SUBSCRIPTION, new Document("name", "a").append("owner", "ann"));

        subscriptions().replace(subscriptions().find(ID).orElseThrow());

        assertThat(SERVER.database()
                        .getCollection(CollectionNames.SUBSCRIPTION)
                        .find()
                        .first())
                .containsEntry("owner", "ann")
                .containsEntry("notify_resolved", true);
    }

    @Test
    void a_data_source_without_connect_and_config_is_read() {
        store(CollectionNames.DATA_SOURCE, new Document("name", "old").append("type", "Zabbix"));

        StoredSource read = new MongoSources(SERVER.database()).find(ID).orElseThrow();

        assertThat(read.connectId()).isEmpty();
        assertThat(read.config()).isEmpty();
        assertThat(read.active()).isTrue();
    }

    private static Documents<SubscriptionRule> subscriptions() {
        return new Documents<>(SERVER.database(), CollectionNames.SUBSCRIPTION, SubscriptionRule.class);
    }

    private static void store(String collection, Document document) {
        SERVER.database().getCollection(collection).insertOne(document.append("_id", new ObjectId(ID)));
    }
}
