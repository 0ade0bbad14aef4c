package routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.subscription.SubscriptionFixtures.NO_HOOK;
import static routes.subscription.SubscriptionFixtures.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.subscription.Subscription.Wording;
import routes.subscription.SubscriptionRule;

/** How a subscription's messages are written, as it is stored. */
@Tag("slow")
class StoredWordingTest {
    @Test
    void it_is_kept_and_a_zone_that_this_machine_does_not_know_gives_way_to_the_usual_one() {
        try (WireServer server = WireServer.start()) {
            ChangeCounter changes = new ChangeCounter(server.database(), "subscriptions");
            MongoSubscriptionRules rules = new MongoSubscriptionRules(server.database(), changes, (id, version) -> {});
            SubscriptionRule plain = rule(rules.newId(), "shop", List.of(), NO_HOOK);
            Wording wording = new Wording("pager", "zh", ZoneId.of("Asia/Shanghai"), Map.of());
            rules.insert(new SubscriptionRule(
                    plain.id(),
                    plain.wanted(),
                    List.of(),
                    NO_HOOK,
                    true,
                    true,
                    plain.stamps(),
                    plain.pacing(),
                    wording));

            SubscriptionRule found = rules.find(plain.id()).orElseThrow();
            server.database()
                    .getCollection(SubscriptionRule.COLLECTION)
                    .updateOne(new Document(), new Document("$set", new Document("message_time_zone", "Mars/Olympus")));

            assertThat(found.wording()).isEqualTo(wording);
            assertThat(new MongoSubscriptionSource(server.database(), changes)
                            .load()
                            .get(0)
                            .wording())
                    .isEqualTo(new Wording("pager", "zh", null, Map.of()));
        }
    }
}
