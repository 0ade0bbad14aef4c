package routes.subscription;

import java.util.List;
import java.util.Optional;
import routes.alarm.Level;

/**
 * Which subscriptions a list shows; whatever is empty filters nothing.
 *
 * @param name a part of the name, in any case, taken literally
 * @param levels overlap
 * @param projects overlap, or the subscription has no such interest; products and customers the same
 */
public record RuleFilter(
        String name,
        List<String> agents,
        List<Level> levels,
        Optional<Boolean> webhook,
        List<String> projects,
        List<String> products,
        List<String> customers,
        boolean showAll) {}
