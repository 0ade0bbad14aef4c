package routes.subscription.inhibition;

import java.util.List;
import java.util.function.Predicate;
import routes.event.EventFields;
import routes.event.PublishedEvent;
import routes.subscription.Matcher;

/** A rule compiled for matching. */
record CompiledRule(InhibitionRule rule, Predicate<PublishedEvent> source, Predicate<PublishedEvent> target) {

    static CompiledRule of(InhibitionRule rule) {
        return new CompiledRule(rule, Matcher.all(rule.sourceMatchers()), Matcher.all(rule.targetMatchers()));
    }

    /** What source and target have to have in common; the order of several values does not count. */
    List<List<String>> common(PublishedEvent event) {
        return rule.equal().stream()
                .map(name -> EventFields.of(event, name).stream()
                        .filter(value -> !value.isEmpty())
                        .sorted()
                        .toList())
                .toList();
    }
}
