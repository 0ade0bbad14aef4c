package routes.threshold.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.datasource.RulePlace;
import routes.datasource.connect.DataSourceResolver;

/** Rules that nothing syncs any more: of deleted tasks, and where the configuration of a data source no longer points. */
public final class Orphans {
    private final RuleSync.Stores stores;
    private final DataSourceResolver sources;
    private final RulePlaces places;

    public Orphans(RuleSync.Stores stores, DataSourceResolver sources, RulePlaces places) {
        this.stores = stores;
        this.sources = sources;
        this.places = places;
    }

    /**
     * Rules of one data source at one place, as the registry knows them: the platform is not asked.
     *
     * @param place null when it was never noted
     * @param tombstone of its task; null when the task is there, or went with its rules
     */
    public record Left(
            String dataSourceId, @Nullable RulePlace place, List<RegisteredRule> rules, @Nullable Tombstone tombstone) {
        public Left {
            rules = List.copyOf(rules);
        }
    }

    public List<Left> list() {
        List<Left> all = new ArrayList<>();
        for (String id : stores.registry().dataSources()) {
            Optional<String> task = stores.tasks().nameUsing(id);
            Optional<String> today = task.flatMap(name -> today(id))
                    .map(open -> RulePlaces.today(open).id());
            if (task.isEmpty() || today.isPresent()) {
                all.addAll(left(id, today.orElse("")));
            }
        }
        return all;
    }

    private List<Left> left(String id, String today) {
        List<RegisteredRule> registered = stores.registry().of(id);
        Tombstone tombstone = stores.registry().tombstone(id).orElse(null);
        List<Left> left = new ArrayList<>();
        for (NotedPlace noted : stores.registry().places(id)) {
            String place = noted.place().id();
            if (!place.equals(today)) {
                left.add(new Left(
                        id,
                        noted.place(),
                        registered.stream()
                                .filter(rule -> place.equals(rule.place()))
                                .toList(),
                        tombstone));
            }
        }
        List<RegisteredRule> nowhere =
                registered.stream().filter(rule -> rule.place() == null).toList();
        if (today.isEmpty() && (!nowhere.isEmpty() || left.isEmpty())) {
            left.add(new Left(id, null, nowhere, tombstone));
        }
        return left;
    }

    private Optional<DataSourceResolver.Open> today(String dataSourceId) {
        try {
            return Optional.of(sources.open("datasource_id", dataSourceId));
        } catch (RefusedRequest unusable) {
            return Optional.empty();
        }
    }

    /** What the platforms have of the orphans of a data source. */
    public List<Elsewhere> look(String dataSourceId) {
        if (!stores.registry().dataSources().contains(dataSourceId)) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "datasource_id: nothing is left of " + dataSourceId);
        }
        if (stores.tasks().nameUsing(dataSourceId).isEmpty()) {
            return places.left(dataSourceId, null);
        }
        return places.left(dataSourceId, sources.open("datasource_id", dataSourceId));
    }

    /** Deletes what {@link #look} found. @return a step for each rule, with its outcome */
    public List<SyncRecord.Step> remove(String dataSourceId, List<Elsewhere> found) {
        Leftovers leftovers = new Leftovers(dataSourceId, stores.registry(), found);
        List<SyncRecord.Step> done = new ArrayList<>();
        for (Elsewhere left : found) {
            List<SyncRecord.Step> steps = left.rules().stream()
                    .filter(rule -> rule.ours())
                    .map(rule -> SyncRecord.Step.of(PlannedRule.orphan(left.place(), rule)))
                    .toList();
            if (!steps.isEmpty()) {
                done.addAll(leftovers.delete(left.place().id(), steps));
            }
        }
        leftovers.finish();
        boolean all = found.stream().allMatch(left -> left.failure() == null)
                && done.stream().allMatch(step -> Boolean.TRUE.equals(step.done()));
        if (all && stores.tasks().nameUsing(dataSourceId).isEmpty()) {
            stores.registry().removeAll(dataSourceId);
        }
        return done;
    }

    /** Forgets what is left of a data source without a task: a person has seen to it at the platform. */
    public void forget(String dataSourceId) {
        if (stores.tasks().nameUsing(dataSourceId).isPresent()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "datasource_id: a task uses this data source; its sync removes the orphans");
        }
        stores.registry().removeAll(dataSourceId);
    }

    /**
     * Gives rules up: they stay at the platform as they are, and no sync touches them.
     *
     * @param names of rules, as a plan shows them; empty for all
     * @return names of those that it concerns
     */
    public List<String> disown(String dataSourceId, List<String> names, Apply apply) {
        Set<String> given = new TreeSet<>(stores.registry().disowned(dataSourceId));
        List<RegisteredRule> rules = stores.registry().of(dataSourceId).stream()
                .filter(rule -> names.isEmpty() || names.contains(rule.name()))
                .filter(rule -> given.contains(rule.ruleId()) == apply.again())
                .toList();
        Set<String> ids = rules.stream().map(RegisteredRule::ruleId).collect(Collectors.toSet());
        if (apply.now()) {
            if (apply.again()) {
                given.removeAll(ids);
            } else {
                given.addAll(ids);
            }
            stores.registry().disown(dataSourceId, given);
        }
        return rules.stream().map(RegisteredRule::name).sorted().toList();
    }

    /** @param now false: nothing changes. @param again whether what was given up is taken back */
    public record Apply(boolean now, boolean again) {}
}
