#!/usr/bin/perl
# ratios.pl FILE: ptylat's JSON lines, floor, two-rows and shouwen in turn, and its starts with few cases; a line per measured key: the
# median of the rounds' ratios, its bar, and whether it holds.
use strict;
use warnings;

sub median { my @s = sort { $a <=> $b } @_; return @s ? $s[ $#s / 2 ] : 0 }

my ( %figure, @keys, %seen );
while (<>) {
    my ($label) = /"label":"([^"]*)"/ or next;
    push @{ $figure{$label}{start}{p50} }, /"start":\{[^}]*"p50":([\d.]+)/ ? $1 : 0;
    if ( $label eq 'few warm' ) {
        push @{ $figure{floor}{'start few'}{p50} }, $figure{$label}{start}{p50}[-1];
        next;
    }
    if ( $label =~ /^(\S+) (\S+)$/ ) {
        push @{ $figure{$1}{ $2 eq 'act' ? $2 : "start $2" }{p50} }, $figure{$label}{start}{p50}[-1];
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

# What a ratio may be at most: p50, p95, bytes; MB of memory. A key that is pressed once a run and one
# that waits for the escape delay have no bar.
my %bar = (
    'start warm' => [1.5],
    'start few'  => [1.2],
    'start cold' => [1.3],
    act          => [1.5],
    down         => [ 1.2, 0, 1.1 ],
    page         => [ 1.3, 1.5 ],
    search       => [ 1.5, 2 ],
    memory       => 64,
);

sub bar_of {
    my ($key) = @_;
    return $bar{$key} || [] if exists $bar{$key} || $key eq 'open1' || $key eq 'backesc';
    return $bar{ $key =~ /^(pgdn|end|home|open2?|back)$/ ? 'page' : 'search' };
}

# how a start with many cases is to one with few
$figure{shouwen}{'start few'} = $figure{shouwen}{'start warm'} if $figure{floor}{'start few'};

my @missed;
printf "%-10s %9s %9s  %s\n", 'key', 'ours ms', 'floor ms', 'ratio (bar): p50, p95, bytes';
for my $key ( 'start warm', 'start few', 'start cold', 'act', @keys ) {
    next unless $figure{shouwen}{$key};
    my $against = $key eq 'down' ? 'two-rows' : 'floor';
    my @whats = $key =~ /^(start|act)/ ? ('p50') : ( 'p50', 'p95', 'bytes_p50' );
    my $line = '';
    for my $i ( 0 .. $#whats ) {
        my $ratio = ratio( $key, $whats[$i], $against );
        my $most  = bar_of($key)->[$i];
        $line .= sprintf '  %5.2f %-6s', $ratio, $most ? "($most)" : '';
        push @missed, "$key $whats[$i]" if $most && $ratio > $most;
        $line .= $most && $ratio > $most ? ' MISSED' : '';
    }
    printf "%-10s %9.2f %9.2f%s\n", $key, median( @{ $figure{shouwen}{$key}{p50} } ),
      median( @{ $figure{$against}{$key}{p50} || [0] } ), $line;
}
my $memory = median( @{ $figure{shouwen}{memory}{p50} } );
push @missed, 'memory' if $memory > $bar{memory};
printf "%-10s %9.1f %9.1f  MB (%d)\n", 'memory', $memory, median( @{ $figure{floor}{memory}{p50} } ),
  $bar{memory};
printf "%s\n", @missed ? 'missed: ' . join( ', ', @missed ) : 'every bar holds';
