package routes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.bot.BotBook;
import routes.channel.NoticeWriter;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannels;
import routes.channel.mapped.MappedSender;
import routes.notice.receipt.ReceiptBook;
import routes.source.ShippedFolder;

/** Channels that are files: those of the application ({@code channels/}) and those of the folder of extensions. */
public class MappedWiring implements CamelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MappedWiring.class);
    private static final String CHANNELS = "channels";
    private static final Set<String> CODED = Set.of("Lark", "DingTalk", "WeChat", "Slack", "Teams", "Webhook");

    /** Binds each channel and its medium as if a class had been written for it. */
    @Override
    public void configure(CamelContext context) {
        String extensions = SourceWiring.setting(context, "veaiops.extensions.dir");
        MappedChannels channels = channels(extensions, receipts(context));
        channels.problems().forEach(problem -> LOG.warn("mapped channel refused: {}", problem));
        context.getRegistry().bind("mappedChannels", channels);
        channels.channels()
                .forEach(channel -> context.getRegistry().bind("mapped" + channel.type() + "Channel", channel));
        channels.media().forEach(medium -> context.getRegistry().bind(medium.folder() + "MappedMedium", medium));
    }

    /** @param extensions a folder; blank for the application's own channels only */
    static MappedChannels channels(String extensions, Set<String> receipts) {
        List<ChannelPack> own = extensions.isBlank()
                ? List.of()
                : ChannelFolder.packs(Path.of(extensions).resolve(CHANNELS));
        List<ChannelPack> shipped =
                ShippedFolder.read(CHANNELS, ChannelFolder::packs).orElse(List.of());
        return MappedChannels.read(Stream.concat(shipped.stream(), own.stream()).toList(), CODED, receipts);
    }

    private static Set<String> receipts(CamelContext context) {
        String folder = SourceWiring.setting(context, "veaiops.receipts.dir");
        return ReceiptBook.load(Optional.of(folder.strip())
                        .filter(name -> !name.isEmpty())
                        .map(Path::of))
                .names();
    }

    @BindToRegistry(lazy = true)
    public MappedSender mappedSender(
            MappedChannels mappedChannels, BotBook botBook, NoticeWriter noticeWriter, ReceiptBook receiptBook) {
        return new MappedSender(mappedChannels, botBook, noticeWriter, receiptBook, Clock.systemUTC());
    }
}
