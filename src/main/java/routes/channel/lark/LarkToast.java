package routes.channel.lark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import routes.channel.Received;

/** What a person sees for a moment after a click. */
final class LarkToast {
    static final Words ACCEPTED = new Words("Callback handle success.", "已收到，正在处理");
    static final Words FAILED = new Words("This button does nothing here any more.", "该按钮已失效");

    private LarkToast() {}

    /** A text in both languages; the English one is VeAIOps' where it has one. */
    record Words(String english, String chinese) {}

    static Received.Answer success(Words words) {
        return toast("info", words);
    }

    static Received.Answer error(Words words) {
        return toast("error", words);
    }

    private static Received.Answer toast(String kind, Words words) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode toast = body.putObject("toast").put("type", kind).put("content", words.english());
        toast.putObject("i18n").put("zh_cn", words.chinese()).put("en_us", words.english());
        body.putNull("card");
        return Received.Answer.json(body);
    }
}
