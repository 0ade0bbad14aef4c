package routes.steps.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.bot.Bot;
import routes.notice.Notice;

/** A platform whose messages can be changed, and what they were changed to. */
final class Board implements Channel {
    final List<String> changes = new ArrayList<>();
    Runnable before = () -> {};

    @Override
    public String type() {
        return "Board";
    }

    @Override
    public Optional<String> card(Notice notice, String note, boolean actionable) {
        String buttons = actionable ? " [buttons]" : "";
        return Optional.of(notice.kind() + " " + notice.event().eventLevel() + buttons + " " + note);
    }

    @Override
    public String words(String action, Map<String, String> actor) {
        return action.equals("like") ? "" : action + " by " + actor.get("user_id");
    }

    @Override
    public boolean update(CardUpdate update, Bot bot) {
        before.run();
        changes.add(update.messageId() + ": " + update.content().strip());
        return true;
    }
}
