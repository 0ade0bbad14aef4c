package routes.dev;

import java.util.List;

/**
 * The endless stream of the demo: one trouble begins with each step, is repeated twice by its monitoring system, and ends.
 * A pure function of the step, so that a run can be told and tested.
 */
final class DemoStory {
    /** A trouble fires, fires twice more, and recovers: its four posts are this many steps apart. */
    private static final int APART = 3;

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("zabbix", "cpu", "db-1", "system.cpu.util", "high cpu"),
            new Trouble("aliyun", "disk", "i-web-2", "diskusage_utilization", "disk nearly full"),
            new Trouble("zabbix", "errors", "pay-3", "http.5xx.rate", "errors of the payment API"));

    private static final List<String> VALUES = List.of("91.2 %", "95.8 %", "97.3 %", "41.0 %");

    private final String run;

    /** @param run makes the troubles other ones than those of any earlier run */
    DemoStory(String run) {
        this.run = run;
    }

    /** @param step from 0 on; three steps go by from each post of a trouble to its next */
    AlarmPost post(int step) {
        int phase = step / APART % VALUES.size();
        int round = step / (APART * VALUES.size());
        Trouble kind = TROUBLES.get(step % APART);
        Trouble trouble = new Trouble(
                kind.source(), kind.id() + "-" + run + "-" + round, kind.host(), kind.metric(), kind.subject());
        return AlarmPost.of(trouble, VALUES.get(phase), phase < VALUES.size() - 1);
    }
}
