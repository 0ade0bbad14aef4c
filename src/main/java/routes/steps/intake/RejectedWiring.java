package routes.steps.intake;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Configuration;
import routes.alarm.SourceConverters;
import routes.alarm.rejected.AlarmAppender;
import routes.alarm.rejected.LoggedAlarmConverter;
import routes.alarm.rejected.RejectedBody;
import routes.alarm.rejected.RejectedRepository;
import routes.steps.kafka.BatchCommit;
import routes.steps.watch.PipelineMetrics;

/** The stage that keeps refused alarm bodies, and the way back of those that are replayed. */
@Configuration
public class RejectedWiring {
    @BindToRegistry(lazy = true)
    public SourceConverters sourceConverters(CamelContext context) {
        SourceConverters converters = new SourceConverters(LevelSettings.table(context));
        converters.add(RejectedBody.LOG, new LoggedAlarmConverter());
        return converters;
    }

    @BindToRegistry(lazy = true)
    public AlarmAppender alarmLog(CamelContext context, PipelineMetrics pipelineMetrics) {
        return new AppendAlarms(context, pipelineMetrics);
    }

    @BindToRegistry(lazy = true)
    public KeepRejected keepRejected(RejectedRepository rejectedRepository, BatchCommit commitBatch, Clock clock) {
        return new KeepRejected(rejectedRepository, commitBatch, clock);
    }
}
