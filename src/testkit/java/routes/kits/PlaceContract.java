package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.datasource.Source;
import routes.threshold.rule.PlannedRule;
import routes.threshold.rule.RegisteredRule;
import routes.threshold.rule.RuleAction;
import routes.threshold.rule.RuleReason;
import routes.threshold.rule.SyncRecord;

/** Account, address, region, namespace: wherever the configuration points now, the registry knows what was written before. */
@Tag("slow")
abstract class PlaceContract extends LoopGround {
    @Test
    void rules_of_before_are_orphans_whatever_has_changed_of_their_place_and_go_with_the_next_sync() {
        Map<String, String> moves = moves();
        assumeThat(moves).as("places of the platform").isNotEmpty();
        assertThat(moves).containsOnlyKeys(process().placeFields());
        RuleLoop.Place place = corrected(add(process(), "cpu"));
        assertThat(synced(place).steps()).isNotEmpty();

        for (Map.Entry<String, String> move : moves.entrySet()) {
            List<String> before = remoteIds(place);
            Source sourceBefore = open(place);
            place = moved(place, move.getKey(), move.getValue());

            assertOrphans(before, move, place);
            SyncRecord record = synced(place);

            assertThat(record.status()).as(record.toString()).isEqualTo(SyncRecord.Status.SUCCESS);
            assertThat(subject().dataSource().rules(sourceBefore))
                    .as(move.toString())
                    .isEmpty();
            assertOnlyAt(move, place, before.size());
        }
    }

    /** A field of the connect or of the configuration has another value, and a version was computed there. */
    private RuleLoop.Place moved(RuleLoop.Place place, String field, String value) {
        if (subject().account().fields().containsKey(field)) {
            loop.reconnect(process(), place, field, value);
        } else {
            loop.configure(place, config -> config.put(field, value));
        }
        return corrected(loop.again(place));
    }

    /** Too short to learn from: a person says what the bounds are. */
    private RuleLoop.Place corrected(RuleLoop.Place place) {
        assertThat(loop.run("one", process(), Duration.ofHours(1)).next()).isTrue();
        loop.correct(place, few(60));
        return place;
    }

    private Source open(RuleLoop.Place place) {
        return loop.resolver(process()).open("datasource_id", place.sourceId()).source();
    }

    private void assertOrphans(List<String> before, Map.Entry<String, String> move, RuleLoop.Place place) {
        assertThat(loop.sync("one", process()).plan(order(place)).rules())
                .filteredOn(rule -> rule.reason() == RuleReason.ORPHAN)
                .as(move.toString())
                .allSatisfy(rule -> assertThat(rule.place().where()).doesNotContain(move))
                .extracting(rule -> rule.remoteId().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(before);
    }

    private void assertOnlyAt(Map.Entry<String, String> move, RuleLoop.Place place, int rules) {
        assertThat(loop.sync("one", process()).plan(order(place)).rules())
                .as(move.toString())
                .hasSize(rules)
                .extracting(PlannedRule::action)
                .containsOnly(RuleAction.KEEP);
        assertThat(loop.rules().registry().places(place.sourceId()))
                .singleElement()
                .satisfies(noted -> assertThat(noted.place().where()).contains(move));
    }

    private SyncRecord synced(RuleLoop.Place place) {
        return loop.sync("one", process()).sync(order(place), true);
    }

    List<String> remoteIds(RuleLoop.Place place) {
        return loop.rules().registry().of(place.sourceId()).stream()
                .map(RegisteredRule::remoteId)
                .toList();
    }
}
