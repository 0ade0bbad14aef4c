package routes.common.tracing;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each step of each alarm until its notices are made; {@code veaiops.log.alarms=DEBUG} writes them. */
public final class StepLog {
    private static final Logger LOG = LoggerFactory.getLogger("veaiops.alarms");

    private StepLog() {}

    /** Asked before what a line costs. */
    public static boolean on() {
        return LOG.isDebugEnabled();
    }

    /** They are durable, and their sender gets its answer. */
    public static void taken(String source, Collection<?> alarmIds) {
        alarmIds.forEach(id -> LOG.atDebug()
                .addKeyValue(LogId.ALARM.key(), id)
                .addKeyValue("source", source)
                .log("alarm taken"));
    }

    public static void merged(String alarmId, String eventId, String outcome) {
        LOG.atDebug()
                .addKeyValue(LogId.ALARM.key(), alarmId)
                .addKeyValue(LogId.EVENT.key(), eventId)
                .addKeyValue("outcome", outcome)
                .log("alarm merged");
    }

    public static void noticeMade(String eventId, String noticeId, String state) {
        LOG.atDebug()
                .addKeyValue(LogId.EVENT.key(), eventId)
                .addKeyValue(LogId.NOTICE.key(), noticeId)
                .addKeyValue("state", state)
                .log("notice made");
    }

    /** @param status why nothing is sent about the change */
    public static void noNotice(String eventId, String status) {
        LOG.atDebug()
                .addKeyValue(LogId.EVENT.key(), eventId)
                .addKeyValue("status", status)
                .log("no notice made");
    }
}
