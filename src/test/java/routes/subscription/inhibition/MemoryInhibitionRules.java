package routes.subscription.inhibition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules that a test changes as it goes on. */
public final class MemoryInhibitionRules implements InhibitionRules {
    private final List<InhibitionRule> rules = new ArrayList<>();
    private long version;
    private boolean away;

    public static MemoryInhibitionRules of(InhibitionRule... rules) {
        MemoryInhibitionRules all = new MemoryInhibitionRules();
        all.rules.addAll(List.of(rules));
        return all;
    }

    public void away(boolean gone) {
        away = gone;
    }

    @Override
    public long version() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
        return version;
    }

    @Override
    public String newId() {
        return String.format("%024x", rules.size() + 1);
    }

    @Override
    public void insert(InhibitionRule rule) {
        rules.add(rule);
        version++;
    }

    @Override
    public Optional<InhibitionRule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    @Override
    public List<InhibitionRule> all() {
        return List.copyOf(rules);
    }

    @Override
    public boolean replace(InhibitionRule rule) {
        boolean found = delete(rule.id());
        if (found) {
            insert(rule);
        }
        return found;
    }

    @Override
    public boolean delete(String id) {
        version++;
        return rules.removeIf(rule -> rule.id().equals(id));
    }
}
