package routes.notice.render;

import java.util.List;
import routes.channel.dingtalk.DingTalkMarkup;
import routes.channel.lark.LarkMarkup;
import routes.channel.slack.SlackMarkup;
import routes.channel.teams.TeamsMarkup;
import routes.channel.wecom.WeComMarkup;

/** The media of every channel that comes with the application. */
final class Media {
    static final Medium WEBHOOK = Medium.text("webhook", CommonDialect.PLAIN, 64_000);
    static final List<Medium> ALL = List.of(
            LarkMarkup.cards(),
            DingTalkMarkup.messages(),
            WeComMarkup.messages(),
            SlackMarkup.messages(),
            TeamsMarkup.messages(),
            WEBHOOK);

    private Media() {}

    static Medium of(String folder) {
        return ALL.stream()
                .filter(medium -> medium.folder().equals(folder))
                .findFirst()
                .orElseThrow();
    }
}
