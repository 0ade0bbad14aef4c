package routes.datasource;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call to a platform.
 *
 * @param platform ends the name of the route, such as {@code zabbix} of {@code direct:datasource-zabbix}
 * @param group {@link DataSource#concurrencyGroup}
 * @param quota of the group
 * @param repeatable whether a second call after one without answer does no harm: reads, and writes with an id of ours
 * @param request made anew for every attempt, after the wait: signatures and nonces are fresh
 * @param reader reads any answer, whatever its status; throws {@link PlatformFailure} for everything but success
 */
public record PlatformQuestion<T>(
        String platform,
        String group,
        Quota quota,
        boolean repeatable,
        Supplier<PlatformRequest> request,
        Function<PlatformAnswer, T> reader) {}
