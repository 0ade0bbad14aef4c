package routes;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.alarm.SourceConverters;
import routes.api.FormBody;
import routes.api.deadletter.NoticeApi;
import routes.api.deadletter.RejectedApi;
import routes.api.deadletter.ReplayApi;
import routes.rejected.AlarmLog;
import routes.rejected.RejectedBook;
import routes.rejected.RejectedReplay;
import routes.replay.DeadNotices;
import routes.replay.ReplayDesk;
import routes.replay.ReplayJobs;
import routes.replay.ReplayWork;
import routes.store.MongoDeadNotices;
import routes.store.MongoDispatchBook;
import routes.store.MongoNoticeQueries;
import routes.store.MongoRejectedBook;
import routes.store.MongoReplayJobs;

/** Dead letters both ways: replays of notices, and alarm bodies that were refused. */
public class DeadLetterWiring implements CamelConfiguration {
    private static final Clock CLOCK = Clock.systemUTC();

    @BindToRegistry(lazy = true)
    public NoticeApi noticeApi(MongoDatabase mongoDatabase) {
        return new NoticeApi(new MongoNoticeQueries(mongoDatabase));
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
            @PropertyInject("veaiops.replay.rate-per-minute") int rate) {
        ReplayDesk desk = new ReplayDesk(replayJobs, deadNotices, new MongoDispatchBook(mongoDatabase), CLOCK);
        return new ReplayApi(desk, rate, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public ReplayWork replayWork(
            MongoDatabase mongoDatabase,
            ReplayJobs replayJobs,
            DeadNotices deadNotices,
            @PropertyInject("veaiops.replay.lease-millis") long lease,
            @PropertyInject("veaiops.replay.batch") int batch) {
        ReplayWork.Pace pace = new ReplayWork.Pace(UUID.randomUUID().toString(), Duration.ofMillis(lease), batch);
        return new ReplayWork(replayJobs, deadNotices, new MongoDispatchBook(mongoDatabase), pace, CLOCK);
    }

    @BindToRegistry(lazy = true)
    public RejectedBook rejectedBook(MongoDatabase mongoDatabase) {
        return new MongoRejectedBook(mongoDatabase);
    }

    @BindToRegistry(lazy = true)
    public RejectedApi rejectedApi(RejectedBook rejectedBook, SourceConverters sourceConverters, AlarmLog alarmLog) {
        RejectedReplay replay = new RejectedReplay(
                rejectedBook,
                sourceConverters,
                (type, body) -> FormBody.read(type, body).fields(),
                alarmLog,
                CLOCK);
        return new RejectedApi(rejectedBook, replay);
    }
}
