package routes.subscription.inhibition;

import static routes.fakes.SampleEvent.NOW;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import routes.common.repository.Repository;
import routes.event.MatchOperator;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;
import routes.fixtures.MemoryRepository;
import routes.subscription.Matcher;

/** Inhibition for tests, in words. */
public final class InhibitionFixtures {
    public static final String RULE = "c".repeat(24);

    private InhibitionFixtures() {}

    /** While HostDown goes on, what is at level P1 on the same host is held. */
    public static InhibitionRule hostDownHoldsItsHost() {
        return rule("alertname=HostDown", "level=P1", "host");
    }

    /** @param source such as {@code alertname=HostDown} */
    public static InhibitionRule rule(String source, String target, String... equal) {
        return new InhibitionRule(
                RULE,
                "host",
                List.of(matcher(source)),
                List.of(matcher(target)),
                List.of(equal),
                "",
                null,
                NOW,
                null,
                NOW);
    }

    private static Matcher matcher(String text) {
        String[] parts = text.split("=", 2);
        return new Matcher(parts[0], MatchOperator.EQUAL, parts[1]);
    }

    /** Rules that were read already. */
    public static Inhibitions loaded(Repository<InhibitionRule> rules, OpenEvents open) {
        Inhibitions inhibitions = new Inhibitions(rules, open, Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
        inhibitions.refresh();
        return inhibitions;
    }

    /** No rule at all. */
    public static Inhibitions none() {
        return loaded(MemoryRepository.of(), open());
    }

    public static OpenEvents open(PublishedEvent... events) {
        return look -> Arrays.asList(events).forEach(look);
    }
}
