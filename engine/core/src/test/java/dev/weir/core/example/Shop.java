package dev.weir.core.example;

import dev.weir.api.Connection;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Secret;

@Processor.Named("shop")
@Doc("The database of a shop.")
public record Shop(
        @Doc("Host of the server.") String host,
        @Doc("Port of the server.") @Default("5432") @Range(min = 1, max = 65535) int port,
        @Doc("Password of the user.") Secret password)
        implements Connection {}
