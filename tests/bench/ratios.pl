#!/usr/bin/perl
# ratios.pl FILE: ptylat's JSON lines, floor, two-rows and shouwen in turn; a line per measured key.
use strict;
use warnings;

sub median { my @s = sort { $a <=> $b } @_; return @s ? $s[ $#s / 2 ] : 0 }

my ( %figure, @keys, %seen );
while (<>) {
    my ($label) = /"label":"([^"]*)"/ or next;
    push @{ $figure{$label}{start}{p50} }, /"start":\{[^}]*"p50":([\d.]+)/ ? $1 : 0;
    if ( $label =~ /^(\S+) (\S+)$/ ) {
        push @{ $figure{$1}{"start $2"}{p50} }, $figure{$label}{start}{p50}[-1];
        next;
    }
    push @{ $figure{$label}{memory}{p50} }, /"rss_kb":([\d.]+)/ ? $1 / 1024 : 0;
    my ($keys) = /"keys":\{(.*)\}/;
    while ( $keys =~ /"([^"]+)":\{([^}]*)\}/g ) {
        my ( $key, $body ) = ( $1, $2 );
        push @keys, $key if $label eq 'shouwen' && !$seen{$key}++;
        for my $what ( 'p50', 'p95', 'bytes_p50' ) {
            push @{ $figure{$label}{$key}{$what} }, $body =~ /"$what":([\d.]+)/ ? $1 : 0;
        }
    }
}

sub ratio {
    my ( $key, $what, $against ) = @_;
    my ( $ours, $theirs ) = ( $figure{shouwen}{$key}{$what}, $figure{$against}{$key}{$what} );
    return median( map { $theirs->[$_] ? $ours->[$_] / $theirs->[$_] : () } 0 .. $#{ $ours || [] } );
}

printf "%-10s %9s %9s %8s %8s %8s\n", 'key', 'ours ms', 'floor ms', 'p50 x', 'p95 x', 'bytes x';
for my $key ( 'start warm', 'start cold', @keys ) {
    my $against = $key eq 'down' ? 'two-rows' : 'floor';
    printf "%-10s %9.2f %9.2f %8.2f %8.2f %8.2f\n", $key, median( @{ $figure{shouwen}{$key}{p50} } ),
      median( @{ $figure{$against}{$key}{p50} || [0] } ), ratio( $key, 'p50', $against ),
      $key =~ /^start/ ? 0 : ratio( $key, 'p95', $against ),
      $key =~ /^start/ ? 0 : ratio( $key, 'bytes_p50', $against );
}
printf "%-10s %9.1f %9.1f MB\n", 'memory', median( @{ $figure{shouwen}{memory}{p50} } ),
  median( @{ $figure{floor}{memory}{p50} } );
