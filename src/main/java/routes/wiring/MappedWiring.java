package routes.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.Channel;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.channel.mapped.ChannelFolder;
import routes.channel.mapped.ChannelPack;
import routes.channel.mapped.MappedChannel;
import routes.channel.mapped.MappedChannels;
import routes.channel.mapped.MappedSender;
import routes.extension.ExtensionRoot;
import routes.extension.source.CheckedFiles;
import routes.extension.source.ShippedFolder;
import routes.notice.receipt.ReceiptRegistry;

/** Channels that are files: those of the application ({@code channels/}) and those of the folder of extensions. */
public class MappedWiring implements CamelConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MappedWiring.class);
    private static final String CHANNELS = "channels";
    private static final String CHANNEL = "MappedChannel";
    private static final String MEDIUM = "MappedMedium";

    /** Binds each channel and its medium as if a class had been written for it. */
    @Override
    public void configure(CamelContext context) {
        String extensions = SourceWiring.setting(context, "veaiops.extensions.dir");
        MappedChannels channels = channels(extensions, receipts(context));
        context.getRegistry().bind("mappedChannels", channels);
        channels.entries().forEach(entry -> bind(context, channels, entry.folder()));
    }

    /** Makes the channel of a folder known, in its version of now, which may be none. */
    static void bind(CamelContext context, MappedChannels channels, String folder) {
        unbind(context, folder);
        channels.channelOf(folder).ifPresent(channel -> context.getRegistry().bind(folder + CHANNEL, channel));
        channels.mediumOf(folder).ifPresent(medium -> context.getRegistry().bind(folder + MEDIUM, medium));
    }

    /** What a folder has brought is known no more. */
    static void unbind(CamelContext context, String folder) {
        context.getRegistry().unbind(folder + CHANNEL);
        context.getRegistry().unbind(folder + MEDIUM);
    }

    /** Types of the channels that are code. */
    static Set<String> coded(CamelContext context) {
        return context.getRegistry().findByType(Channel.class).stream()
                .filter(channel -> !(channel instanceof MappedChannel))
                .map(Channel::type)
                .collect(Collectors.toSet());
    }

    /** @param extensions a folder; blank for the application's own channels only */
    static MappedChannels channels(String extensions, Set<String> receipts) {
        List<ChannelPack> shipped =
                ShippedFolder.read(CHANNELS, ChannelFolder::packs).orElse(List.of());
        MappedChannels channels = CheckedFiles.cover(CHANNELS)
                ? MappedChannels.readChecked(shipped, receipts)
                : MappedChannels.read(shipped, Set.of(), receipts);
        channels.asShipped();
        ExtensionRoot.of("", extensions).stream()
                .flatMap(root -> ChannelFolder.packs(root.folder().resolve(CHANNELS)).stream())
                .forEach(pack -> channels.offer(pack, Set.of(), receipts));
        return channels;
    }

    private static Set<String> receipts(CamelContext context) {
        String folder = SourceWiring.setting(context, "veaiops.receipts.dir");
        return ReceiptRegistry.load(Optional.of(folder.strip())
                        .filter(name -> !name.isEmpty())
                        .map(Path::of))
                .names();
    }

    @BindToRegistry(lazy = true)
    public MappedSender mappedSender(
            MappedChannels mappedChannels,
            BotRegistry botRegistry,
            NoticeWriter noticeWriter,
            ReceiptRegistry receiptRegistry,
            Clock clock) {
        return new MappedSender(mappedChannels, botRegistry, noticeWriter, receiptRegistry, clock);
    }
}
