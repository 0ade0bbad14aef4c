package routes.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.alarm.AlarmIds;
import routes.notice.NoticeStore;

/**
 * Answers a batch of doorbells: claims the notices that may be sent and hands them to the lanes.
 *
 * <p>Failure policy: a bell is only a hint. What is not claimed here (a full lane, a lost bell) stays in the store and is
 * rung again by the sweeper; what is claimed and not finished is free again when its lease ends.
 */
public final class DeliverNotices implements Processor {
    private final BatchCommit batches;
    private final NoticeStore notices;
    private final DeliveryLanes lanes;
    private final String owner;
    private final Duration lease;
    private final Clock clock;

    /** @param owner names this process in claims */
    public DeliverNotices(
            NoticeStore notices, DeliveryLanes lanes, String owner, Duration lease, Clock clock, BatchCommit batches) {
        this.batches = batches;
        this.notices = notices;
        this.lanes = lanes;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, String> rung = new LinkedHashMap<>();
        for (Exchange one : batches.begin("deliver", exchange)) {
            Message record = one.getMessage();
            rung.put(
                    new String(record.getBody(byte[].class), StandardCharsets.US_ASCII),
                    record.getHeader(KafkaConstants.KEY, "", String.class));
        }
        Instant now = clock.instant();
        notices.claim(admitted(rung), new NoticeStore.Claim(owner, now, now.plus(lease)))
                .forEach(lanes::offer);
    }

    private List<String> admitted(Map<String, String> rung) {
        Map<String, Integer> room = new HashMap<>();
        List<String> admitted = new ArrayList<>();
        rung.forEach((id, orderKey) -> {
            int left = room.computeIfAbsent(orderKey, lanes::room);
            if (left > 0 && AlarmIds.valid(id)) {
                room.put(orderKey, left - 1);
                admitted.add(id);
            }
        });
        return admitted;
    }
}
