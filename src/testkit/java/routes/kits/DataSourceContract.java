package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.error.RefusedRequest;
import routes.datasource.ConfigCheck;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.PlatformFailure;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.RulePlace;
import routes.datasource.SeriesJoin;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;

/**
 * What every data source promises. A data source's test extends this and supplies the platform, a faithful fake of which has
 * at least {@link #range()} of data for at least two series.
 */
@Tag("slow")
public abstract class DataSourceContract extends DataSourceSubject {
    @Test
    void its_type_is_a_plain_word_and_its_fields_are_named_once() {
        DataSource subject = dataSource();

        assertThat(subject.type()).matches("[A-Za-z][A-Za-z0-9]{1,30}");
        assertThat(subject.connectFields()).extracting(ConnectField::name).doesNotHaveDuplicates();
        assertThat(subject.configFields())
                .extracting(ConfigField::name)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        ConfigField.common().stream().map(ConfigField::name).toList());
        assertThat(subject.connectFields())
                .allSatisfy(field -> assertThat(field.meaning()).isNotBlank());
    }

    @Test
    void a_required_config_field_that_is_missing_is_named() {
        List<ConfigField> required = dataSource().configFields().stream()
                .filter(ConfigField::required)
                .toList();

        for (ConfigField field : required) {
            ObjectNode config = config("cpu");
            config.remove(field.name());
            assertThatThrownBy(() -> ConfigCheck.checked(dataSource(), config))
                    .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.field())
                            .contains(field.name()));
        }
    }

    @Test
    void a_config_field_of_the_wrong_kind_is_named() {
        for (ConfigField field : dataSource().configFields()) {
            ObjectNode config = config("cpu");
            config.putObject(field.name()).put("no", true);
            assertThatThrownBy(() -> ConfigCheck.checked(dataSource(), config))
                    .isInstanceOfSatisfying(
                            RefusedRequest.class,
                            refused -> assertThat(refused.field().orElse("")).startsWith(field.name()));
        }
    }

    @Test
    void no_secret_is_in_the_concurrency_group_or_in_a_text() {
        String seen = dataSource().concurrencyGroup(account()) + account() + cpu();

        secrets(account()).forEach(secret -> assertThat(seen).doesNotContain(secret));
    }

    @Test
    void a_test_of_the_connection_changes_nothing() {
        int before = writes();

        assertThatCode(() -> dataSource().test(account())).doesNotThrowAnyException();

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void a_stranger_is_unauthorized_and_his_secret_is_not_repeated() {
        assertThatThrownBy(() -> dataSource().test(strangerAccount()))
                .isInstanceOf(PlatformFailure.Unauthorized.class)
                .satisfies(failure -> secrets(strangerAccount())
                        .forEach(secret -> assertThat(failure).message().doesNotContain(secret)));
    }

    @Test
    void slots_follow_each_other_without_gap_or_overlap() {
        List<SeriesRange> slots = dataSource().slots(cpu(), range());

        Instant expected = range().start();
        for (SeriesRange slot : slots) {
            assertThat(slot.start()).isEqualTo(expected);
            expected = slot.end();
        }
        assertThat(expected).isEqualTo(range().end());
    }

    @Test
    void all_slots_together_bring_every_series_sorted_and_each_point_once() {
        Source source = cpu();
        List<TimeSeries> all = SeriesJoin.join(dataSource().slots(source, range()).stream()
                .flatMap(slot -> dataSource().fetchSlot(source, slot).stream())
                .toList());
        long points = dataSource().slots(source, range()).stream()
                .flatMap(slot -> dataSource().fetchSlot(source, slot).stream())
                .mapToLong(TimeSeries::size)
                .sum();

        assertThat(all).hasSizeGreaterThanOrEqualTo(2);
        assertThat(all).extracting(TimeSeries::uniqueKey).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(series -> {
            assertThat(series.timestamps()).isSorted().doesNotHaveDuplicates();
            assertThat(series.timestamps()[0])
                    .isGreaterThanOrEqualTo(range().start().getEpochSecond());
            assertThat(series.timestamps()[series.size() - 1])
                    .isLessThan(range().end().getEpochSecond());
        });
        assertThat(points).isEqualTo(all.stream().mapToLong(TimeSeries::size).sum());
    }

    @Test
    void thresholds_become_the_same_rules_every_time() {
        List<DesiredRule> once = drafted(cpu(), 60);
        List<DesiredRule> again = drafted(cpu(), 60);
        List<DesiredRule> changed = drafted(cpu(), 70);

        assertThat(once).isNotEmpty().isEqualTo(again);
        assertThat(once).extracting(DesiredRule::id).doesNotHaveDuplicates();
        assertThat(changed).extracting(DesiredRule::key).isEqualTo(keys(once));
        assertThat(changed).extracting(DesiredRule::hash).isNotEqualTo(hashes(once));
        assertThat(once.stream().flatMap(rule -> rule.series().stream()).collect(Collectors.toSet()))
                .isEqualTo(order(60).series().stream()
                        .map(RuleOrder.Series::uniqueKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_rule_that_was_made_is_read_back_as_it_was_wanted() {
        List<DesiredRule> wanted = drafted(cpu(), 60);

        wanted.forEach(rule -> dataSource().apply(cpu(), new RuleOperation.Create(rule)));

        List<ExistingRule> found = dataSource().rules(cpu());
        assertThat(found).extracting(ExistingRule::ruleId).hasSameElementsAs(ids(wanted));
        assertThat(found).allSatisfy(rule -> {
            DesiredRule same = wanted.stream()
                    .filter(one -> one.id().equals(rule.ruleId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(rule.content()).isEqualTo(same.content());
            assertThat(rule.hash()).isEqualTo(same.hash());
            assertThat(rule.enabled()).isTrue();
        });
    }

    @Test
    void making_a_rule_twice_makes_one() {
        DesiredRule rule = drafted(cpu(), 60).get(0);

        String first = dataSource().apply(cpu(), new RuleOperation.Create(rule));
        String second = dataSource().apply(cpu(), new RuleOperation.Create(rule));

        assertThat(second).isEqualTo(first);
        assertThat(dataSource().rules(cpu())).hasSize(1);
    }

    @Test
    void an_update_changes_the_rule_and_leaves_it_switched_off() {
        DesiredRule before = drafted(cpu(), 60).get(0);
        DesiredRule after = drafted(cpu(), 70).get(0);
        String remoteId = dataSource().apply(cpu(), new RuleOperation.Create(before));
        switchOff(remoteId);

        ExistingRule off = only(cpu());
        dataSource().apply(cpu(), new RuleOperation.Update(off, after));

        assertThat(off.enabled()).isFalse();
        assertThat(only(cpu()).content()).isEqualTo(after.content());
        assertThat(only(cpu()).enabled()).isFalse();
    }

    @Test
    void deleting_what_is_gone_succeeds() {
        dataSource().apply(cpu(), new RuleOperation.Create(drafted(cpu(), 60).get(0)));
        ExistingRule rule = only(cpu());

        dataSource().apply(cpu(), new RuleOperation.Delete(rule));

        assertThat(hasRule(rule.remoteId())).isFalse();
        assertThatCode(() -> dataSource().apply(cpu(), new RuleOperation.Delete(rule)))
                .doesNotThrowAnyException();
    }

    @Test
    void cpu_never_touches_the_rules_of_its_neighbours_or_of_people() {
        Source cpu = cpu();
        Source cpu2 = source("cpu2", "65a000000000000000000002");
        Source prodCpu = source("prod-cpu", "65a000000000000000000003");
        List.of(cpu, cpu2, prodCpu).forEach(source -> drafted(source, 60)
                .forEach(rule -> dataSource().apply(source, new RuleOperation.Create(rule))));
        String handMade = handMadeRule(cpu, drafted(cpu, 60).get(0));
        List<ExistingRule> neighbours = List.of(cpu2, prodCpu).stream()
                .flatMap(source -> dataSource().rules(source).stream())
                .toList();

        assertThat(ours(cpu)).extracting(ExistingRule::ruleId).hasSameElementsAs(ids(drafted(cpu, 60)));
        dataSource().deleteAllRules(cpu);

        assertThat(ours(cpu)).isEmpty();
        assertThat(hasRule(handMade)).isTrue();
        assertThat(neighbours).hasSizeGreaterThanOrEqualTo(4);
        assertThat(neighbours)
                .allSatisfy(rule -> assertThat(hasRule(rule.remoteId())).isTrue());
    }

    @Test
    void rules_are_found_and_deleted_by_their_place_alone_wherever_the_configuration_points() {
        List<DesiredRule> wanted = drafted(cpu(), 60);
        wanted.forEach(rule -> dataSource().apply(cpu(), new RuleOperation.Create(rule)));
        Source place = RulePlace.of(dataSource(), cpu()).source(cpu().id(), account(), "");

        assertThat(dataSource().rules(place)).extracting(ExistingRule::ruleId).hasSameElementsAs(ids(wanted));
        dataSource().deleteAllRules(place);

        assertThat(dataSource().rules(cpu())).isEmpty();
    }

    @Test
    void too_many_calls_are_told_apart_from_a_platform_that_is_down() {
        throttle(20);
        assertThatThrownBy(() -> dataSource().rules(cpu())).isInstanceOf(PlatformFailure.Throttled.class);
        throttle(0);
        breakDown(20);
        assertThatThrownBy(() -> dataSource().rules(cpu())).isInstanceOf(PlatformFailure.Unavailable.class);
    }

    @Test
    void a_first_page_and_the_pages_after_it_are_the_slot() {
        Source source = cpu();
        SeriesRange slot = dataSource().slots(source, range()).get(0);
        long whole = dataSource().fetchSlot(source, slot).stream()
                .mapToLong(TimeSeries::size)
                .sum();

        assertThat(dataSource().fetchPartial(source, slot, Optional.empty()).series().stream()
                        .mapToLong(TimeSeries::size)
                        .sum())
                .isPositive()
                .isLessThanOrEqualTo(whole);
    }

    @Test
    void preparing_twice_changes_nothing_more() {
        String alarmUrl = "https://hub.example/apis/v1/manager/event-center/event/intelligent_threshold/x";
        dataSource().prepare(account(), alarmUrl);
        int before = writes();

        assertThat(dataSource().prepare(account(), alarmUrl)).isEmpty();
        assertThat(writes()).isEqualTo(before);
    }
}
