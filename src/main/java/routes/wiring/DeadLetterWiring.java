package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.alarm.SourceConverters;
import routes.alarm.rejected.AlarmAppender;
import routes.alarm.rejected.RejectedReplay;
import routes.alarm.rejected.RejectedRepository;
import routes.api.deadletter.NoticeApi;
import routes.api.deadletter.RejectedApi;
import routes.api.deadletter.ReplayApi;
import routes.api.deadletter.TargetApi;
import routes.http.FormBody;
import routes.notice.FailingTargets;
import routes.notice.replay.DeadNotices;
import routes.notice.replay.ReplayJobs;
import routes.notice.replay.ReplayOrders;
import routes.notice.replay.ReplayWork;
import routes.steps.delivery.TargetWatch;
import routes.steps.watch.OffTargets;
import routes.store.MongoDeadNotices;
import routes.store.MongoDeliveryStatuses;
import routes.store.MongoNoticeQueries;
import routes.store.MongoRejectedRepository;
import routes.store.MongoReplayJobs;

/** Dead letters both ways: replays of notices, and alarm bodies that were refused. */
public class DeadLetterWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public NoticeApi noticeApi(MongoDatabase mongoDatabase) {
        return new NoticeApi(new MongoNoticeQueries(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public TargetApi targetApi(FailingTargets failingTargets, OffTargets offTargets, TargetWatch targetWatch) {
        return new TargetApi(failingTargets, offTargets::namedBy, targetWatch::refresh);
    }

    @BindToRegistry(lazy = true)
    public ReplayJobs replayJobs(MongoDatabase mongoDatabase) {
        return new MongoReplayJobs(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public DeadNotices deadNotices(MongoDatabase mongoDatabase) {
        return new MongoDeadNotices(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public ReplayApi replayApi(
            MongoDatabase mongoDatabase,
            ReplayJobs replayJobs,
            DeadNotices deadNotices,
            Clock clock,
            @PropertyInject("veaiops.replay.rate-per-minute") int rate) {
        ReplayOrders orders =
                new ReplayOrders(replayJobs, deadNotices, new MongoDeliveryStatuses(mongoDatabase), clock);
        return new ReplayApi(orders, rate, clock);
    }

    @BindToRegistry(lazy = true)
    public ReplayWork replayWork(
            MongoDatabase mongoDatabase,
            ReplayJobs replayJobs,
            DeadNotices deadNotices,
            Clock clock,
            @PropertyInject("veaiops.replay.lease-millis") long lease,
            @PropertyInject("veaiops.replay.batch") int batch) {
        ReplayWork.Pace pace = new ReplayWork.Pace(UUID.randomUUID().toString(), Duration.ofMillis(lease), batch);
        return new ReplayWork(replayJobs, deadNotices, new MongoDeliveryStatuses(mongoDatabase), pace, clock);
    }

    @BindToRegistry(lazy = true)
    public RejectedRepository rejectedRepository(MongoDatabase mongoDatabase) {
        return new MongoRejectedRepository(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public RejectedApi rejectedApi(
            RejectedRepository rejectedRepository,
            SourceConverters sourceConverters,
            AlarmAppender alarmLog,
            Clock clock) {
        RejectedReplay replay = new RejectedReplay(
                rejectedRepository,
                sourceConverters,
                (type, body) -> FormBody.read(type, body).fields(),
                alarmLog,
                clock);
        return new RejectedApi(rejectedRepository, replay);
    }
}
