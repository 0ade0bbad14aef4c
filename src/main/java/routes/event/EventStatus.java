package routes.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far an event got on its way to people: VeAIOps' integers and the words it shows for them, and three of our own: for failures that it reported as sent, and for what was held back.
 */
public enum EventStatus {
    INITIAL(0, "等待发送"),
    SUBSCRIBED(1, "等待发送"),
    CARD_BUILT(2, "等待发送"),
    DISPATCHED(3, "发送成功"),
    NONE_DISPATCH(4, "未订阅"),
    PARTLY_FAILED(5, "部分发送失败"),
    FAILED(6, "发送失败"),
    SUPPRESSED(7, "告警抑制"),
    CHATOPS_NOT_MATCHED(11, "未命中规则"),
    CHATOPS_RULE_FILTERED(12, "命中过滤规则"),
    CHATOPS_RULE_RESTRAINED(13, "告警抑制");

    private final int code;
    private final String shown;

    EventStatus(int code, String shown) {
        this.code = code;
        this.shown = shown;
    }

    public int code() {
        return code;
    }

    /** VeAIOps' {@code show_status}. */
    public String shown() {
        return shown;
    }

    public static Optional<EventStatus> ofCode(int code) {
        return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
    }
}
