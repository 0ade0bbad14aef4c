package routes.kits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import routes.datasource.Account;
import routes.datasource.ConfigCheck;
import routes.datasource.DataSource;
import routes.datasource.DesiredRule;
import routes.datasource.ExistingRule;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** What a data source's test supplies to {@link DataSourceContract}. */
public abstract class DataSourceSubject {
    /** The data source under test, talking to the platform. */
    protected abstract DataSource dataSource();

    /** A valid config, as a caller would send it, for a data source of this name. */
    protected abstract ObjectNode config(String name);

    /** An account that the platform lets in. */
    protected abstract Account account();

    /** The same account with a secret that the platform does not know. */
    protected abstract Account strangerAccount();

    /** A range with points, long enough for more than one slot. */
    protected abstract SeriesRange range();

    /** Thresholds for the series of {@link #range()}, upper and lower, for at least two series. */
    protected abstract RuleOrder order(double upper);

    /** Makes a rule at the platform as a person would, named like one of ours and without a marker. @return its id */
    protected abstract String handMadeRule(Source source, DesiredRule like);

    /** Whether the platform has a rule of this id. */
    protected abstract boolean hasRule(String remoteId);

    /** Switches a rule off, as a person would. */
    protected abstract void switchOff(String remoteId);

    /** The platform answers the next call by its kind of "too many calls", and {@code times - 1} more. */
    protected abstract void throttle(int times);

    /** The platform fails the next call on its own side, and {@code times - 1} more. */
    protected abstract void breakDown(int times);

    /** How many calls changed something at the platform. */
    protected abstract int writes();

    protected Source source(String name, String id) {
        JsonNode config = ConfigCheck.checked(dataSource(), config(name));
        return new Source(id, name, account(), config, Duration.ofSeconds(60), ZoneOffset.UTC);
    }

    protected Source cpu() {
        return source("cpu", "65a000000000000000000001");
    }

    protected List<DesiredRule> drafted(Source source, double upper) {
        return dataSource().draftRules(source, order(upper)).rules();
    }

    /** Without rules that others made, which a data source may list to tell them apart. */
    protected final List<ExistingRule> ours(Source source) {
        return dataSource().rules(source).stream().filter(ExistingRule::ours).toList();
    }

    final ExistingRule only(Source source) {
        List<ExistingRule> found = ours(source);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static Set<String> ids(List<DesiredRule> rules) {
        return rules.stream().map(DesiredRule::id).collect(Collectors.toSet());
    }

    static List<String> keys(List<DesiredRule> rules) {
        return rules.stream().map(DesiredRule::key).toList();
    }

    static List<String> hashes(List<DesiredRule> rules) {
        return rules.stream().map(DesiredRule::hash).toList();
    }

    static List<String> secrets(Account account) {
        return account.secrets().values().stream()
                .map(secret -> secret.reveal())
                .toList();
    }
}
