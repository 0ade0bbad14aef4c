package routes.datasource.aliyun;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.datasource.AlarmCallbackUrl;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.call.AlarmAddress;

/** The data source Aliyun. */
public class AliyunWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public AliyunDataSource.RuleClock aliyunRuleClock(
            @PropertyInject("veaiops.datasource.aliyun.timezone") String zone,
            @PropertyInject("veaiops.datasource.aliyun.times") String times) {
        return new AliyunDataSource.RuleClock(
                ZoneId.of(zone),
                Arrays.stream(times.split(","))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList());
    }

    @BindToRegistry(lazy = true)
    public AliyunDataSource.Site aliyunSite(
            AlarmAddress alarmAddress,
            AliyunDataSource.RuleClock aliyunRuleClock,
            @PropertyInject("veaiops.datasource.aliyun.base-url") String baseUrl,
            @PropertyInject("veaiops.datasource.aliyun.rpc-signature") boolean rpc,
            @PropertyInject("veaiops.datasource.aliyun.home-region") String homeRegion,
            @PropertyInject("veaiops.datasource.aliyun.calls-per-second") int perSecond,
            @PropertyInject("veaiops.datasource.aliyun.parallel-calls") int parallel) {
        return new AliyunDataSource.Site(
                baseUrl,
                rpc,
                homeRegion,
                aliyunRuleClock,
                new AlarmCallbackUrl(alarmAddress.of("Aliyun")),
                new Quota(perSecond, parallel));
    }

    @BindToRegistry(lazy = true)
    public AliyunDataSource aliyunDataSource(PlatformCall platformCall, AliyunDataSource.Site aliyunSite, Clock clock) {
        return new AliyunDataSource(platformCall, aliyunSite, clock);
    }
}
