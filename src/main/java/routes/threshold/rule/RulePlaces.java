package routes.threshold.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOutcome;
import routes.datasource.RulePlace;
import routes.datasource.connect.DataSourceResolver;

/** The places at which rules of data sources were written, wherever the configuration points now. */
public final class RulePlaces {
    private final RuleRegistry registry;
    private final DataSourceResolver sources;
    private final SecretBox box;
    private final String collection;

    /** @param collection where places are kept */
    public RulePlaces(RuleRegistry registry, DataSourceResolver sources, SecretBox box, String collection) {
        this.registry = registry;
        this.sources = sources;
        this.box = box;
        this.collection = collection;
    }

    static RulePlace today(DataSourceResolver.Open open) {
        return RulePlace.of(open.type(), open.source());
    }

    /**
     * Notes where rules are about to be written, and which of the places of before prove to be other ones: they have rules of ours, and
     * today's place has none of these yet. Later both have the same ones, and it could not be told any more.
     */
    void note(DataSourceResolver.Open open, RulePlanner.Known known, Instant now) {
        RulePlace place = today(open);
        known.elsewhere().stream()
                .filter(Elsewhere::apart)
                .flatMap(left -> noted(open.source().id(), left.place().id()).stream())
                .forEach(noted -> registry.note(noted.apartFrom(place.id())));
        String key = NotedPlace.key(open.source().id(), place.id());
        Map<String, Sealed> secrets = new HashMap<>();
        open.source()
                .account()
                .secrets()
                .forEach((name, secret) ->
                        secrets.put(name, box.seal(secret, new SecretBox.Place(collection, key, name))));
        registry.note(new NotedPlace(open.source().id(), place, secrets, now, Set.of()));
    }

    private Optional<NotedPlace> noted(String dataSourceId, String placeId) {
        return registry.places(dataSourceId).stream()
                .filter(noted -> noted.place().id().equals(placeId))
                .findFirst();
    }

    /** Whether a place of before is no other name of today's. */
    private boolean isApart(DataSourceResolver.Open open, NotedPlace noted) {
        RulePlace today = today(open);
        return today.isSurelyApartFrom(noted.place())
                || noted.apartFrom().contains(today.id())
                || noted(open.source().id(), today.id())
                        .filter(one -> one.apartFrom().contains(noted.place().id()))
                        .isPresent();
    }

    /** What we wrote at today's place, also when another address of it was noted, or none. */
    List<RegisteredRule> registered(DataSourceResolver.Open open, List<ExistingRule> existing) {
        String today = today(open).id();
        Set<String> apart = registry.places(open.source().id()).stream()
                .filter(noted -> isApart(open, noted))
                .map(noted -> noted.place().id())
                .collect(Collectors.toSet());
        Set<String> there = existing.stream()
                .map(rule -> Elsewhere.key(rule.remoteId(), rule.ruleId()))
                .collect(Collectors.toSet());
        return registry.of(open.source().id()).stream()
                .filter(rule -> rule.place() == null
                        || rule.place().equals(today)
                        || !apart.contains(rule.place())
                                && there.contains(Elsewhere.key(rule.remoteId(), rule.ruleId())))
                .sorted(Comparator.comparing(rule -> !today.equals(rule.place())))
                .toList();
    }

    /** What is left where the configuration no longer points. */
    List<Elsewhere> others(DataSourceResolver.Open open, List<ExistingRule> existing) {
        return registry.places(open.source().id()).stream()
                .filter(noted -> !noted.place().id().equals(today(open).id()))
                .map(noted -> besides(open, existing, noted))
                .toList();
    }

    private Elsewhere besides(DataSourceResolver.Open open, List<ExistingRule> existing, NotedPlace noted) {
        Elsewhere left = look(noted);
        boolean proven = open.type().choosesRuleIds() && left.provesApart(existing);
        return left.besides(existing, proven || isApart(open, noted));
    }

    /** The rules at today's place; one that we gave up counts as of others. */
    List<ExistingRule> rules(DataSourceResolver.Open open) {
        Set<String> given = registry.disowned(open.source().id());
        return open.type().rules(open.source()).stream()
                .map(rule -> given.contains(rule.ruleId()) ? rule.ofOthers() : rule)
                .toList();
    }

    /** Deletes the rules of a data source, wherever they are. @throws RefusedRequest naming a place that cannot be reached */
    void deleteAll(DataSourceResolver.Open today) {
        delete(today);
        for (Elsewhere left : others(today.source().id(), today(today).id())) {
            DataSourceResolver.Open open = left.open();
            if (open == null) {
                throw RefusedRequest.of(
                        ErrorCode.CONFLICT,
                        "rules may be left at " + left.place().where() + ", which cannot be reached: "
                                + left.failure());
            }
            delete(open);
        }
    }

    private void delete(DataSourceResolver.Open open) {
        List<RuleOperation> deletions = rules(open).stream()
                .filter(ExistingRule::ours)
                .<RuleOperation>map(RuleOperation.Delete::new)
                .toList();
        if (!deletions.isEmpty()) {
            open.type().applyAll(open.source(), deletions).forEach(RuleOutcome::orThrow);
        }
    }

    /** What is left of a data source: at all places, or at all but today's where its task is still there. */
    List<Elsewhere> left(String dataSourceId, DataSourceResolver.@Nullable Open today) {
        return today == null ? others(dataSourceId, "") : others(today, rules(today));
    }

    /** @param todayId the place that is left out; empty for none */
    private List<Elsewhere> others(String dataSourceId, String todayId) {
        return registry.places(dataSourceId).stream()
                .filter(noted -> !noted.place().id().equals(todayId))
                .map(this::look)
                .toList();
    }

    private Elsewhere look(NotedPlace noted) {
        try {
            DataSourceResolver.Open open = open(noted);
            return Elsewhere.read(noted.place(), open, rules(open), hadRules(noted));
        } catch (PlatformFailure | RefusedRequest | UnreadableSecret failure) {
            String why = RuleText.masked(String.valueOf(failure.getMessage()));
            return Elsewhere.unreachable(noted.place(), why, hadRules(noted));
        }
    }

    private boolean hadRules(NotedPlace noted) {
        return registry.of(noted.dataSourceId()).stream()
                .anyMatch(rule -> noted.place().id().equals(rule.place()));
    }

    private DataSourceResolver.Open open(NotedPlace noted) {
        return sources.at(
                noted.dataSourceId(),
                noted.place(),
                name -> new SecretBox.Place(collection, noted.key(), name),
                noted.secrets());
    }
}
