package routes;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import org.apache.camel.PropertyInject;
import routes.alarm.SourceConverters;
import routes.pipeline.AppendAlarms;
import routes.pipeline.BatchCommit;
import routes.pipeline.KeepRejected;
import routes.pipeline.PipelineMetrics;
import routes.pipeline.RejectedRetention;
import routes.rejected.AlarmLog;
import routes.rejected.LoggedAlarmConverter;
import routes.rejected.RejectedBody;
import routes.rejected.RejectedBook;

/** The stage that keeps refused alarm bodies, and the way back of those that are replayed. */
@Configuration
public class RejectedWiring {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public SourceConverters sourceConverters(CamelContext context) {
        SourceConverters converters = new SourceConverters(LevelSettings.table(context));
        converters.add(RejectedBody.LOG, new LoggedAlarmConverter());
        return converters;
    }

    @BindToRegistry(lazy = true)
    public AlarmLog alarmLog(CamelContext context, PipelineMetrics pipelineMetrics) {
        return new AppendAlarms(context, pipelineMetrics);
    }

    @BindToRegistry(lazy = true)
    public KeepRejected keepRejected(RejectedBook rejectedBook, BatchCommit commitBatch) {
        return new KeepRejected(rejectedBook, commitBatch, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public RejectedRetention rejectedRetention(
            RejectedBook rejectedBook, @PropertyInject("veaiops.rejected.keep-days") long days) {
        return new RejectedRetention(rejectedBook, Duration.ofDays(days), CLOCK);
    }
}
