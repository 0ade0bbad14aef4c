package routes.subscription.inhibition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.event.OpenEvents;
import routes.event.PublishedEvent;

/** The open events that the source matchers of rules match, by what targets have to have in common with them. */
final class OpenSources {
    /** @param target whether the rule's target matchers match it too */
    private record Source(String eventId, boolean target) {}

    private record Key(String ruleId, List<List<String>> common) {}

    private final Map<Key, List<Source>> sources = new HashMap<>();

    private OpenSources() {}

    /** Reads the open events once, for all rules. */
    static OpenSources of(List<CompiledRule> rules, OpenEvents open) {
        OpenSources found = new OpenSources();
        open.each(event -> rules.stream()
                .filter(rule -> rule.source().test(event))
                .forEach(rule -> found.sources
                        .computeIfAbsent(key(rule, event), first -> new ArrayList<>())
                        .add(new Source(event.id(), rule.target().test(event)))));
        found.sources.values().forEach(events -> events.sort(Comparator.comparing(Source::eventId)));
        return found;
    }

    /**
     * The oldest open event that inhibits this one by the rule. Nothing inhibits itself, and of events that are source and
     * target of the rule none inhibits another.
     */
    Optional<String> inhibiting(CompiledRule rule, PublishedEvent event) {
        boolean both = rule.source().test(event);
        return sources.getOrDefault(key(rule, event), List.of()).stream()
                .filter(source -> !source.eventId().equals(event.id()) && !(both && source.target()))
                .map(Source::eventId)
                .findFirst();
    }

    private static Key key(CompiledRule rule, PublishedEvent event) {
        return new Key(rule.rule().id(), rule.common(event));
    }
}
