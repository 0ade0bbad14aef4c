package routes.notice;

import java.time.Instant;
import java.util.Map;

/** Robots, apps, hosts and single chats that asked to be left alone for a time, shared by all copies. */
public interface RobotStops {
    /** Until when each is left alone; one whose time is over is not there. */
    Map<String, Instant> at(Instant now);

    /** Leaves one alone until then; an earlier time changes nothing. */
    void stop(String robot, Instant until);

    /**
     * What a platform throttles: the bot that posts, else the host.
     */
    static String robot(Notice notice) {
        String bot = notice.target().botId();
        return bot == null ? host(notice.orderKey()) : notice.target().channel() + " " + bot;
    }

    /** A target that is limited by itself, whatever its robot sends elsewhere. @param target the notice's order key */
    static String target(String target) {
        return "target " + target;
    }

    /** The robot of a target without a bot. @param target the notice's order key */
    static String host(String target) {
        return "host " + HostOf.target(target);
    }
}
